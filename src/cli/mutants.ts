/** `synod mutants`: runs every seeded bug and every control, and reports which property catches what. */
import { join, resolve } from "node:path";
import { catchesOf, isAsItShould, type MatrixRow } from "../mutants/kill-matrix.ts";
import type { Effort } from "../mutants/row.ts";
import { jsonText, REPORT_VERSION } from "../report/json.ts";
import { matrixEnding, matrixMarkdown, mutantText, nameWidth } from "../report/mutants.ts";
import { writeWhole } from "../trace/trace-file.ts";
import { EXIT } from "./exit.ts";
import { chosenMutants, rowsOf } from "./mutant-rows.ts";
import type { Options } from "./options.ts";
import { requireTextOrJson } from "./reporters.ts";
import { facesOf, type Terminal } from "./terminal.ts";
import { TOOL } from "./version.ts";

const EFFORT: Effort = { maxStates: 200_000, chances: { seeds: 3, runs: 100_000 } };
const FULL_EFFORT: Effort = { maxStates: 2_000_000, chances: { seeds: 20, runs: 100_000 } };

/** The table of all that there is, and that of what was named, which must not take its place. */
const WHOLE = "mutants.md";
const PART = "mutants.part.md";

export async function mutantsCommand(terminal: Terminal, options: Options): Promise<number> {
  requireTextOrJson("mutants", options);
  const { words, full, maxStates, quiet } = options;
  const mutants = await chosenMutants(terminal.folder, words);
  const { out: style, width } = facesOf(terminal, options.noColor);
  const showsText = options.reporters.includes("text");
  const column = nameWidth(mutants.map(({ name }) => name));
  const { chances, maxStates: limit } = full ? FULL_EFFORT : EFFORT;
  const effort: Effort = { chances, maxStates: maxStates ?? limit };
  const rows: MatrixRow[] = [];
  const properties = new Set<string>();
  for await (const { row, properties: looked } of rowsOf(terminal, options, mutants, effort)) {
    rows.push(row);
    for (const property of looked) properties.add(property);
    if (showsText && !(quiet && isAsItShould(row))) terminal.stdout.write(`${mutantText(row, column, style, width)}\n`);
  }
  const matrix = { rows, catches: catchesOf([...properties], rows) };
  const exitCode = exitCodeOf(terminal, rows);
  const wasShown = rows.some((row) => !(quiet && isAsItShould(row)));
  if (showsText) terminal.stdout.write(`${wasShown ? "\n" : ""}${matrixEnding(matrix, style, width)}\n`);
  else
    terminal.stdout.write(
      `${jsonText({ reportVersion: REPORT_VERSION, tool: TOOL, command: "mutants", exitCode, ...matrix })}\n`,
    );
  if (terminal.signal.aborted) return exitCode;
  const file = join(options.out, words.length === 0 ? WHOLE : PART);
  writeWhole(resolve(terminal.folder, file), matrixMarkdown(matrix));
  if (showsText && !quiet) terminal.stdout.write(`table: ${file}\n`);
  return exitCode;
}

function exitCodeOf({ signal }: Terminal, rows: readonly MatrixRow[]): number {
  if (signal.aborted) return EXIT.interrupted;
  return rows.every(isAsItShould) ? EXIT.held : EXIT.violated;
}
