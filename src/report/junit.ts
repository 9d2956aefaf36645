/** A check as JUnit XML: one suite a model, one case a property or witness, and one for the search itself. */
import { failureText, settingsText } from "./failure.ts";
import { bareSuite, caseOf, junitXml, SEARCH, type Suite } from "./junit-xml.ts";
import type { Report } from "./reporter.ts";
import { type Checked, type CheckRun, isChecked, type Outcome } from "./run.ts";
import { troublesOf } from "./trouble.ts";

export function junitReporter({ seconds, outcomes, left }: CheckRun): Report {
  const skipped = { outcome: "skipped", message: "not checked: the run was interrupted" } as const;
  const suites = [...outcomes.map(suiteOf), ...left.map((name) => bareSuite(name, skipped))];
  return { files: { "check.junit.xml": junitXml(suites, seconds) } };
}

function suiteOf(outcome: Outcome): Suite {
  if (isChecked(outcome)) return checkedSuite(outcome);
  const [trouble] = troublesOf(outcome);
  return bareSuite(outcome.name, { outcome: "error", type: "error", message: trouble?.message ?? "" });
}

function checkedSuite(outcome: Checked): Suite {
  const { result, replays } = outcome;
  const { name, seconds, parameters, verdict, distinct, generated, depth, properties, witnesses } = result;
  const troubles = troublesOf(outcome);
  const ofName = (wanted: string | undefined) => troubles.filter(({ property }) => property === wanted);
  return {
    name,
    seconds,
    properties: { verdict, states: distinct, generated, depth, parameters: settingsText(parameters) },
    cases: [
      ...properties.map(({ name: property, status, counterexample }) =>
        caseOf(property, {
          troubles: ofName(property),
          text: counterexample && failureText(result, counterexample, replays.get(property)),
          open: status === "unknown" ? "not decided: the search ended before" : undefined,
        }),
      ),
      ...witnesses.map(({ name: witness, reached }) =>
        caseOf(witness, { troubles: ofName(witness), open: reached ? undefined : "not reached so far" }),
      ),
      caseOf(SEARCH, { troubles: ofName(undefined) }),
    ],
  };
}
