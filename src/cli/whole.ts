/** Whether the results of shards make up a whole: of one command, all of the same question, and none missing. */
import { SynodError } from "../errors.ts";
import type { Sealed } from "../report/sealed.ts";
import type { Whole } from "../report/shard-file.ts";

interface Part extends Sealed, Whole {
  readonly path: string;
  readonly part: number;
}

const QUESTIONS = {
  check: { name: "check", hint: "Models, parameters, limits and the number of shards have to be the same." },
  simulate: {
    name: "simulation",
    hint: "Models, parameters, seed, runs, strategy, limits and the number of shards have to be the same.",
  },
} as const;

/** Throws SYN026, with the files that are at odds. */
export function requireOneCommand(files: readonly { readonly path: string; readonly contents: Sealed }[]): void {
  const [first, ...others] = files;
  const other = others.find(({ contents }) => contents.command !== first?.contents.command);
  if (first === undefined || other === undefined) return;
  const nameOf = ({ contents }: typeof other) => QUESTIONS[contents.command].name;
  throw new SynodError(
    "badShards",
    `${first.path} is a shard of a ${nameOf(first)}, and ${other.path} of a ${nameOf(other)}`,
    { hint: "Merge each by itself." },
  );
}

/** All shards of one question, each once. Throws SYN026, with the files that are at odds. */
export function requireWhole(shards: readonly Part[]): Whole {
  const [first] = shards as [Part, ...Part[]];
  const parts = new Map<number, string>();
  for (const shard of shards) {
    if (wholeText(shard) !== wholeText(first)) {
      const { name, hint } = QUESTIONS[first.command];
      throw new SynodError("badShards", `${first.path} and ${shard.path} are not shards of one ${name}`, { hint });
    }
    const other = parts.get(shard.part);
    if (other !== undefined)
      throw new SynodError("badShards", `${other} and ${shard.path} are both shard ${shard.part}/${shard.of}`);
    parts.set(shard.part, shard.path);
  }
  const missing = Array.from({ length: first.of }, (_, at) => at + 1).filter((part) => !parts.has(part));
  if (missing.length === 0) return first;
  const names = missing.map((part) => `${part}/${first.of}`).join(", ");
  throw new SynodError("badShards", `${missing.length === 1 ? "a shard is" : "shards are"} missing: ${names}`, {
    hint: `Give the results of all of them: what was not ${first.command === "check" ? "checked" : "run"} has no verdict.`,
  });
}

function wholeText({ of, all, asked }: Whole): string {
  return JSON.stringify([of, all.map(({ name, file }) => [name, file]), asked]);
}

/** What is merged is not built again: the models may be on another machine. */
export function unbuilt(): never {
  throw new Error("a result is merged, and its model not built");
}
