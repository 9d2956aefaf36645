/** Random runs as a page of Markdown. */
import { plainText } from "./markdown.ts";
import { count, seconds } from "./numbers.ts";
import { faceOf, simulationFailureText, verdictWords } from "./simulation.ts";
import { isSimulated, type SimulationOutcome, type SimulationRun, simulationVerdictOn } from "./simulation-run.ts";
import { simulationTroublesOf } from "./simulation-trouble.ts";
import { PLAIN } from "./style.ts";
import { nameCell, type Part, sectionText, summaryPage } from "./summary-page.ts";
import type { Trouble } from "./trouble.ts";

const WORDS: Readonly<Record<string, string>> = { "no-failure": "no failure" };

export function simulationSummaryOf(run: SimulationRun): string {
  const { tool, exitCode, seconds: elapsed, error, outcomes, left } = run;
  const verdict = simulationVerdictOn(exitCode);
  const isFine = (outcome: SimulationOutcome) => simulationTroublesOf(outcome).length === 0;
  // What needs attention comes first.
  const sorted = [...outcomes.filter((each) => !isFine(each)), ...outcomes.filter(isFine)];
  return summaryPage({
    ...{ tool, exitCode, seconds: elapsed, error, verdict: WORDS[verdict] ?? verdict },
    figures: ["runs", "steps", "seed", "time"],
    rows: [...sorted.map(rowOf), ...left.map((name) => ["", nameCell(name), "not simulated", "", "", "", ""])],
    sections: outcomes.flatMap(sectionsOf),
  });
}

function rowOf(outcome: SimulationOutcome): string[] {
  const name = nameCell(outcome.name);
  if (!isSimulated(outcome)) return ["✗", name, `error ${plainText(outcome.error.code)}`, "", "", "", ""];
  const { result } = outcome;
  const { runs, steps, seed, seconds: elapsed } = result;
  const { mark } = faceOf(result, PLAIN);
  return [mark, name, plainText(verdictWords(result)), count(runs), count(steps), String(seed), seconds(elapsed)];
}

function sectionsOf(outcome: SimulationOutcome): Part[] {
  return simulationTroublesOf(outcome).map((trouble) => () => sectionOf(outcome, trouble));
}

function sectionOf(outcome: SimulationOutcome, trouble: Trouble): string {
  const { counterexample } = trouble;
  const failure =
    isSimulated(outcome) && outcome.result.failures.find((each) => each.counterexample === counterexample);
  if (!failure || counterexample === undefined || !isSimulated(outcome)) return sectionText({ trouble });
  const { property, steps, evidence } = counterexample;
  const text = simulationFailureText(outcome.result, failure, outcome.replays.get(property));
  return sectionText({ trouble, story: { text, steps, ending: `${property}: ${evidence.message}` } });
}
