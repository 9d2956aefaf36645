/** Random runs as JUnit XML: cases have the names that they have in a check; seed, runs and steps are properties of the suite and stand in messages. */
import { settingsText } from "./failure.ts";
import { bareSuite, caseOf, junitXml, SEARCH, type Suite } from "./junit-xml.ts";
import type { Report } from "./reporter.ts";
import { simulationFailureText } from "./simulation.ts";
import { isSimulated, type Simulated, type SimulationOutcome, type SimulationRun } from "./simulation-run.ts";
import { simulationTroublesOf } from "./simulation-trouble.ts";

export function simulationJunitReporter({ seconds, outcomes, left }: SimulationRun): Report {
  const skipped = { outcome: "skipped", message: "not simulated: the run was interrupted" } as const;
  const suites = [...outcomes.map(suiteOf), ...left.map((name) => bareSuite(name, skipped))];
  return { files: { "simulate.junit.xml": junitXml(suites, seconds) } };
}

function suiteOf(outcome: SimulationOutcome): Suite {
  if (isSimulated(outcome)) return simulatedSuite(outcome);
  const [trouble] = simulationTroublesOf(outcome);
  return bareSuite(outcome.name, { outcome: "error", type: "error", message: trouble?.message ?? "" });
}

function simulatedSuite(outcome: Simulated): Suite {
  const { result, replays } = outcome;
  const { name, seconds, parameters, verdict, seed, strategy, runs, steps, depth, properties, witnesses } = result;
  const troubles = simulationTroublesOf(outcome);
  const ofName = (wanted: string | undefined) => troubles.filter(({ property }) => property === wanted);
  const failureOf = (property: string) =>
    result.failures.find(({ counterexample }) => counterexample.property === property);
  return {
    name,
    seconds,
    properties: { verdict, seed, runs, steps, strategy, depth, parameters: settingsText(parameters) },
    cases: [
      ...properties.map(({ name: property }) => {
        const failure = failureOf(property);
        return caseOf(property, {
          troubles: ofName(property),
          text: failure && simulationFailureText(result, failure, replays.get(property)),
        });
      }),
      ...witnesses.map(({ name: witness, run }) =>
        caseOf(witness, { troubles: ofName(witness), open: run === undefined ? "not reached so far" : undefined }),
      ),
      caseOf(SEARCH, { troubles: ofName(undefined) }),
    ],
  };
}
