/** `synod mutants`: runs every seeded bug and every control, and reports which property catches what. */
import { join, resolve } from "node:path";
import { SynodError } from "../errors.ts";
import { catchesOf, isAsItShould, type MatrixRow, matrixRow } from "../mutants/kill-matrix.ts";
import { type Mutant, mutantsOf, searched } from "../mutants/mutant.ts";
import { metAtRandom, portfolio } from "../mutants/random.ts";
import { jsonText, REPORT_VERSION } from "../report/json.ts";
import { matrixEnding, matrixMarkdown, mutantText, nameWidth } from "../report/mutants.ts";
import { writeWhole } from "../trace/trace-file.ts";
import { EXIT } from "./exit.ts";
import { modelsFor } from "./list.ts";
import type { Options } from "./options.ts";
import { progressOn } from "./progress.ts";
import { requireTextOrJson } from "./reporters.ts";
import { facesOf, type Terminal } from "./terminal.ts";
import { TOOL } from "./version.ts";

const MAX_STATES = 200_000;
const SEEDS = 3;
const SEEDS_IN_FULL = 20;

export async function mutantsCommand(terminal: Terminal, options: Options): Promise<number> {
  requireTextOrJson("mutants", options);
  const mutants = await chosen(terminal, options);
  const { out: style, width } = facesOf(terminal, options.noColor);
  const showsText = options.reporters.includes("text");
  const column = nameWidth(mutants.map(({ name }) => name));
  const rows: MatrixRow[] = [];
  const properties = new Set<string>();
  for (const mutant of mutants) {
    const row = await rowOf(terminal, options, mutant, properties);
    if (terminal.signal.aborted) break;
    rows.push(row);
    if (showsText && !(options.quiet && isAsItShould(row)))
      terminal.stdout.write(`${mutantText(row, column, style, width)}\n`);
  }
  const matrix = { rows, catches: catchesOf([...properties], rows) };
  const exitCode = exitCodeOf(terminal, rows);
  const wasShown = rows.some((row) => !(options.quiet && isAsItShould(row)));
  if (showsText) terminal.stdout.write(`${wasShown ? "\n" : ""}${matrixEnding(matrix, style, width)}\n`);
  else
    terminal.stdout.write(
      `${jsonText({ reportVersion: REPORT_VERSION, tool: TOOL, command: "mutants", exitCode, ...matrix })}\n`,
    );
  if (!terminal.signal.aborted)
    writeWhole(resolve(terminal.folder, join(options.out, "mutants.md")), matrixMarkdown(matrix));
  return exitCode;
}

async function rowOf(
  terminal: Terminal,
  { full, maxStates, quiet }: Options,
  mutant: Mutant,
  properties: Set<string>,
): Promise<MatrixRow> {
  const { signal } = terminal;
  const progress = progressOn(terminal, mutant.name, quiet);
  const limit = maxStates ?? (full ? undefined : MAX_STATES);
  const found = await searched(mutant, { maxStates: limit, signal, onProgress: progress.update });
  progress.clear();
  for (const property of found.properties) properties.add(property);
  // What the search has not found is not looked for at random.
  const isFound = found.kills.some(({ property }) => property === mutant.expected);
  const seeds = full ? SEEDS_IN_FULL : SEEDS;
  return matrixRow(mutant, found, isFound ? await metAtRandom(mutant, portfolio, seeds, signal) : undefined);
}

function exitCodeOf({ signal }: Terminal, rows: readonly MatrixRow[]): number {
  if (signal.aborted) return EXIT.interrupted;
  return rows.every(isAsItShould) ? EXIT.held : EXIT.violated;
}

/** The mutants of the named models, or the named ones. */
async function chosen({ folder }: Terminal, { words }: Options): Promise<readonly Mutant[]> {
  const all = (await modelsFor(folder, words)).flatMap(mutantsOf);
  const named = all.filter(({ name }) => words.includes(name) && name.includes("/"));
  const mutants = named.length > 0 ? named : all;
  if (mutants.length > 0) return mutants;
  throw new SynodError("noModels", `there are no seeded bugs${words.length > 0 ? ` in ${words.join(", ")}` : ""}`, {
    hint: "They are configurations that expect a violation; `synod list` shows all.",
  });
}
