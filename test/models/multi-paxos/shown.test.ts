// What people see of a state is short, but a step that changes something is never shown as one that changes nothing.
import { expect, test } from "vitest";
import { multiPaxos } from "../../../models/multi-paxos/index.ts";
import { shown } from "../../../models/multi-paxos/shown.ts";
import { canonicalText } from "../../../src/index.ts";
import { differences } from "../../../src/trace/difference.ts";
import { enabledIn } from "../../../src/trace/interpret.ts";
import { a, request, vote } from "./words.ts";

/** Between them every field of a state changes. */
const scenes = [
  "prepare-window-resend",
  "duel-commit",
  "loss",
  "cache-window-resend",
  "duel-broadcast",
  "roles-apart",
  "redirects",
  "restart",
];

test.each(scenes)("every change is shown (%s)", (scene) => {
  const { system } = multiPaxos.configured(scene);
  // Inboxes and what observers keep are not shown at all.
  const nodes = system.components.flatMap(({ name }, component) => (/^\w+ \d+$/.test(name) ? [component] : []));
  expect(nodes.length).toBeGreaterThan(3);
  const hidden: string[] = [];
  let changes = 0;
  for (let run = 0; run < 12; run++) {
    let before = system.initial[0] ?? [];
    for (let step = 0; step < 60; step++) {
      const enabled = enabledIn(system, before);
      // Every run goes its own way, the same each time.
      const taken = enabled[(7 * run + 13 * step) % enabled.length];
      if (taken === undefined) break;
      const changed = nodes.filter((node) => canonicalText(before[node]) !== canonicalText(taken.after[node]));
      changes += changed.length;
      const told = new Set(differences(system.components, before, taken.after).map(({ component }) => component));
      for (const node of changed)
        if (!told.has(system.components[node]?.name ?? "")) hidden.push(JSON.stringify(taken.event));
      before = taken.after;
    }
  }
  expect(hidden).toEqual([]);
  expect(changes).toBeGreaterThan(100);
});

test("a request goes by its name, with what it acknowledges", () => {
  expect(shown(a)).toBe("c0#1");
  expect(shown(request(1, 3, 2))).toBe("c1#3 (ack 2)");
});

test("a vote is told in one phrase, a message by its parts", () => {
  expect(shown(vote(2, a, 1))).toBe("slot 2: c0#1 in epoch 1");
  expect(shown({ type: "accept", ...vote(2, a, 1) })).toBeUndefined();
  expect(shown("noop")).toBeUndefined();
});
