/** A run as a page of Markdown: a table of verdicts, then each failure with its story and its picture. */
import { mermaidOf } from "../trace/mermaid.ts";
import { failureText } from "./failure.ts";
import { fenced, plainText } from "./markdown.ts";
import { count, plural, seconds } from "./numbers.ts";
import { type CheckRun, isChecked, type Outcome, verdictOn } from "./run.ts";
import { PLAIN } from "./style.ts";
import { type Trouble, troublesOf } from "./trouble.ts";
import { verdictOf } from "./verdict.ts";

/** Bytes. GitHub takes 1 MiB from a step, which may have more to say than this. */
const BYTES = 256_000;
/** Left for the last line. */
const ENDING = 200;
const ROWS = 400;
const NAME = 120;

export function summaryOf(run: CheckRun): string {
  const parts = [() => titleOf(run), () => tableOf(run), ...run.outcomes.flatMap(sectionsOf)];
  return `${upToLimit(parts).join("\n\n")}\n\n`;
}

function titleOf({ tool, exitCode, seconds: elapsed, error }: CheckRun): string {
  const mark = exitCode === 0 ? "✓" : exitCode === 3 ? "?" : "✗";
  const title = `## ${mark} ${tool}: ${exitCode === 130 ? "interrupted" : verdictOn(exitCode)}`;
  const reason = error === undefined ? "" : `\n\n${plainText(`${error.code}: ${error.message}`, 800)}`;
  return `${title} in ${seconds(elapsed)}${reason}`;
}

/** What needs attention comes first. */
function tableOf({ outcomes, left }: CheckRun): string {
  const isFine = (outcome: Outcome) => troublesOf(outcome).length === 0;
  const rows = [...outcomes.filter((each) => !isFine(each)), ...outcomes.filter(isFine)].map(rowOf);
  const unchecked = left.map((name) => row(["", plainText(name, NAME), "not checked", "", "", ""]));
  const all = [...rows, ...unchecked];
  const more = all.length > ROWS ? [row(["", `and ${count(all.length - ROWS)} more`, "", "", "", ""])] : [];
  const head = [row(["", "model", "verdict", "states", "depth", "time"]), "| - | - | - | -: | -: | -: |"];
  return [...head, ...all.slice(0, ROWS), ...more].join("\n");
}

function rowOf(outcome: Outcome): string {
  const name = plainText(outcome.name, NAME);
  if (!isChecked(outcome)) return row(["✗", name, `error ${plainText(outcome.error.code)}`, "", "", ""]);
  const { result } = outcome;
  const { mark, words } = verdictOf(result, PLAIN);
  return row([mark, name, plainText(words), count(result.distinct), count(result.depth), seconds(result.seconds)]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** Written when there turns out to be room for them. */
type Part = () => string;

function sectionsOf(outcome: Outcome): Part[] {
  return troublesOf(outcome).map((trouble) => () => sectionOf(outcome, trouble));
}

function sectionOf(outcome: Outcome, { model, property, message, counterexample }: Trouble): string {
  const title = `### ✗ ${plainText(property ?? "the run", NAME)} in ${plainText(model, NAME)}`;
  if (!isChecked(outcome) || counterexample === undefined) return `${title}\n\n${plainText(message, 800)}`;
  const { result, replays } = outcome;
  const { steps, evidence } = counterexample;
  const ending = `${counterexample.property}: ${evidence.message}`;
  return [
    title,
    fenced("text", failureText(result, counterexample, replays.get(counterexample.property))),
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
