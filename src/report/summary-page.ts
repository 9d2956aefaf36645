/** A page of Markdown about a run: a title, a table of verdicts, then each failure with its story and its picture; no longer than GitHub takes. */

import { mermaidOf } from "../trace/mermaid.ts";
import type { ReplayedStep } from "../trace/replay.ts";
import { fenced, plainText } from "./markdown.ts";
import { count, plural, seconds } from "./numbers.ts";
import type { CheckRun } from "./run.ts";
import type { Trouble } from "./trouble.ts";

/** Bytes. GitHub takes 1 MiB from a step, which may have more to say than this. */
const BYTES = 256_000;
/** Left for the last line. */
const ENDING = 200;
const ROWS = 400;
const NAME = 120;

/** Written when there turns out to be room for it. */
export type Part = () => string;

export interface SummaryPage extends Pick<CheckRun, "tool" | "exitCode" | "seconds" | "error"> {
  readonly verdict: string;
  /** Of the columns after the mark, the model and the verdict. */
  readonly figures: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly sections: readonly Part[];
}

export function summaryPage(page: SummaryPage): string {
  const parts = [() => titleOf(page), () => tableOf(page), ...page.sections];
  return `${upToLimit(parts).join("\n\n")}\n\n`;
}

function titleOf({ tool, exitCode, seconds: elapsed, error, verdict }: SummaryPage): string {
  const mark = exitCode === 0 ? "✓" : exitCode === 3 ? "?" : "✗";
  const title = `## ${mark} ${tool}: ${exitCode === 130 ? "interrupted" : verdict}`;
  const reason = error === undefined ? "" : `\n\n${plainText(`${error.code}: ${error.message}`, 800)}`;
  return `${title} in ${seconds(elapsed)}${reason}`;
}

function tableOf({ figures, rows }: SummaryPage): string {
  const empty = figures.map(() => "");
  const more = rows.length > ROWS ? [rowText(["", `and ${count(rows.length - ROWS)} more`, "", ...empty])] : [];
  const head = [rowText(["", "model", "verdict", ...figures]), rowText(["-", "-", "-", ...figures.map(() => "-:")])];
  return [...head, ...rows.slice(0, ROWS).map(rowText), ...more].join("\n");
}

function rowText(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** The name of a model in a row. */
export function nameCell(name: string): string {
  return plainText(name, NAME);
}

/** What one section is about: a trouble, and where there is a failing run its story and its steps. */
export interface Section {
  readonly trouble: Trouble;
  readonly story?: { readonly text: string; readonly steps: readonly ReplayedStep[]; readonly ending: string };
}

export function sectionText({ trouble: { model, property, message }, story }: Section): string {
  const title = `### ✗ ${plainText(property ?? "the run", NAME)} in ${plainText(model, NAME)}`;
  if (story === undefined) return `${title}\n\n${plainText(message, 800)}`;
  const { text, steps, ending } = story;
  return [
    title,
    fenced("text", text),
    ...(steps.length === 0 ? [] : [fenced("mermaid", mermaidOf({ steps, ending }))]),
  ].join("\n\n");
}

/** As many parts as there is room for, and how many there is none for. */
function upToLimit(parts: readonly Part[]): string[] {
  let room = BYTES - ENDING;
  const shown: string[] = [];
  for (const part of parts) {
    const text = part();
    room -= Buffer.byteLength(text) + 2;
    if (room < 0) break;
    shown.push(text);
  }
  const left = parts.length - shown.length;
  return left === 0 ? shown : [...shown, `${plural(left, "more failure")}, for which there is no room here.`];
}
