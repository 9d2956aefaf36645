/** A check as a page of Markdown. */
import { failureText } from "./failure.ts";
import { plainText } from "./markdown.ts";
import { count, seconds } from "./numbers.ts";
import { type CheckRun, isChecked, type Outcome, verdictOn } from "./run.ts";
import { PLAIN } from "./style.ts";
import { nameCell, type Part, sectionText, summaryPage } from "./summary-page.ts";
import { type Trouble, troublesOf } from "./trouble.ts";
import { verdictOf } from "./verdict.ts";

export function summaryOf(run: CheckRun): string {
  const { tool, exitCode, seconds: elapsed, error, outcomes, left } = run;
  const isFine = (outcome: Outcome) => troublesOf(outcome).length === 0;
  // What needs attention comes first.
  const sorted = [...outcomes.filter((each) => !isFine(each)), ...outcomes.filter(isFine)];
  return summaryPage({
    ...{ tool, exitCode, seconds: elapsed, error, verdict: verdictOn(exitCode) },
    figures: ["states", "depth", "time"],
    rows: [...sorted.map(rowOf), ...left.map((name) => ["", nameCell(name), "not checked", "", "", ""])],
    sections: outcomes.flatMap(sectionsOf),
  });
}

function rowOf(outcome: Outcome): string[] {
  const name = nameCell(outcome.name);
  if (!isChecked(outcome)) return ["✗", name, `error ${plainText(outcome.error.code)}`, "", "", ""];
  const { result } = outcome;
  const { mark, words } = verdictOf(result, PLAIN);
  return [mark, name, plainText(words), count(result.distinct), count(result.depth), seconds(result.seconds)];
}

function sectionsOf(outcome: Outcome): Part[] {
  return troublesOf(outcome).map((trouble) => () => sectionOf(outcome, trouble));
}

function sectionOf(outcome: Outcome, trouble: Trouble): string {
  const { counterexample } = trouble;
  if (!isChecked(outcome) || counterexample === undefined) return sectionText({ trouble });
  const { property, steps, evidence } = counterexample;
  const text = failureText(outcome.result, counterexample, outcome.replays.get(property));
  return sectionText({ trouble, story: { text, steps, ending: `${property}: ${evidence.message}` } });
}
