/** The mutants that a command names, and their rows, made by several threads where there are many. */
import { SynodError } from "../errors.ts";
import { type Mutant, mutantsOf } from "../mutants/mutant.ts";
import { type Effort, type MadeRow, madeRow } from "../mutants/row.ts";
import { RowMakers } from "../mutants/threads.ts";
import { count } from "../report/numbers.ts";
import { modelsFor } from "./list.ts";
import type { Options } from "./options.ts";
import { progressOn, progressWith } from "./progress.ts";
import type { Terminal } from "./terminal.ts";
import { membersFor, recruiting } from "./tidings.ts";

/** So many mutants are worth threads that nobody asked for, which need a second to start. */
const MANY = 8;
/** Milliseconds between two looks at what the threads are about. */
const TICK = 100;

/** What threads need to know. */
export interface MutantTidings {
  readonly folder: string;
  readonly words: readonly string[];
  readonly effort: Effort;
}

/** The mutants of the named models, or the named ones. Throws SYN005 if there are none. */
export async function chosenMutants(folder: string, words: readonly string[]): Promise<readonly Mutant[]> {
  const all = (await modelsFor(folder, words)).flatMap(mutantsOf);
  const named = all.filter(({ name }) => words.includes(name) && name.includes("/"));
  const mutants = named.length > 0 ? named : all;
  if (mutants.length > 0) return mutants;
  throw new SynodError("noModels", `there are no seeded bugs${words.length > 0 ? ` in ${words.join(", ")}` : ""}`, {
    hint: "They are configurations that expect a violation; `synod list` shows all.",
  });
}

/** In the order of the mutants, until somebody wants to stop. Throws what a definition throws. */
export async function* rowsOf(
  terminal: Terminal,
  options: Options,
  mutants: readonly Mutant[],
  effort: Effort,
): AsyncGenerator<MadeRow> {
  const makers = makersFor(terminal, options, mutants.length, effort);
  const dismiss = () => void makers?.dismiss();
  terminal.signal.addEventListener("abort", dismiss);
  try {
    for (const [at, mutant] of mutants.entries()) {
      const made = makers && (await madeByOne(terminal, options, mutants, makers, at));
      const row = made ?? (await madeHere(terminal, options, mutant, effort));
      if (terminal.signal.aborted) return;
      yield row;
    }
  } finally {
    terminal.signal.removeEventListener("abort", dismiss);
    await makers?.dismiss();
  }
}

function makersFor(
  { folder }: Terminal,
  { words, workers }: Options,
  rows: number,
  effort: Effort,
): RowMakers | undefined {
  const members = Math.min(membersFor(workers), rows);
  if (members === 1 || (workers === undefined && rows < MANY)) return undefined;
  const tidings: MutantTidings = { folder, words, effort };
  return new RowMakers(recruiting("mutants-member", members, tidings), rows);
}

async function madeByOne(
  terminal: Terminal,
  { quiet }: Options,
  mutants: readonly Mutant[],
  makers: RowMakers,
  at: number,
): Promise<MadeRow | undefined> {
  const progress = progressWith(
    terminal,
    `${count(at)} of ${count(mutants.length)}`,
    quiet,
    (rows: readonly number[]) => rows.map((row) => mutants[row]?.name ?? "").join(", "),
  );
  const startedAt = performance.now();
  const look = () => progress.update(makers.underway, (performance.now() - startedAt) / 1000);
  const timer = setInterval(look, TICK);
  try {
    return await makers.row(at);
  } finally {
    clearInterval(timer);
    progress.clear();
  }
}

async function madeHere(terminal: Terminal, { quiet }: Options, mutant: Mutant, effort: Effort): Promise<MadeRow> {
  const progress = progressOn(terminal, mutant.name, quiet);
  try {
    return await madeRow(mutant, effort, { signal: terminal.signal, onProgress: progress.update });
  } finally {
    progress.clear();
  }
}
