/** Where Multi-Paxos is checked: every scene with the sound protocol, and every seeded bug in the scene that shows it. */
import type { Configuration } from "synod";
import { type Bug, bugs } from "./bugs.ts";
import type { parameters } from "./parameters.ts";
import { type SceneName, scenes } from "./scenes.ts";

type MultiPaxosConfiguration = Configuration<typeof parameters>;

/** Typed, so that a scene that sets what is no parameter does not compile. */
const typed: Readonly<
  Record<SceneName, Pick<MultiPaxosConfiguration, "about" | "set" | "full" | "stages"> & { readonly violates?: string }>
> = scenes;

const sound = Object.entries(typed).map(
  ([name, { violates, ...scene }]): MultiPaxosConfiguration => ({
    ...scene,
    name: name === "happy-path" ? "" : name,
    ...(violates !== undefined && { expect: { violates } }),
  }),
);

const seeded = Object.entries<Bug>(bugs).map(([name, { about, slide, scene, violates }]): MultiPaxosConfiguration => {
  const { set, full = false, stages } = typed[scene];
  return {
    name,
    about: `${violates === null ? "Harmless" : "Seeded bug"} (${slide}): ${about}`,
    set: { ...set, bug: name as keyof typeof bugs },
    ...(stages && { stages }),
    // A bug is found long before the scene is exhausted.
    ...(violates === null ? { control: true, full } : { expect: { violates } }),
  };
});

export const configurations = [...sound, ...seeded];
