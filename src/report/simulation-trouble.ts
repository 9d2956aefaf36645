/** What was not as it should be in random runs, one by one; each message says of which seed, and how many runs there were. */
import type { Site } from "../define/site.ts";
import type { SimulationResult } from "../simulate/result.ts";
import { count, plural } from "./numbers.ts";
import { inconclusiveText } from "./simulation.ts";
import { isSimulated, type SimulationOutcome } from "./simulation-run.ts";
import { type Trouble, troubleOfError } from "./trouble.ts";

export function simulationTroublesOf(outcome: SimulationOutcome): Trouble[] {
  if (!isSimulated(outcome)) return [troubleOfError(outcome)];
  const { result } = outcome;
  return result.asExpected ? [] : [...violations(result), ...missing(result), ...gaps(result)];
}

/** Figures that tell one run from another, and make it again. */
function extentOf({ seed, runs, steps }: SimulationResult): string {
  return `seed ${seed}, ${plural(runs, "run")}, ${plural(steps, "step")}`;
}

function violations(result: SimulationResult): Trouble[] {
  return result.failures.map(({ counterexample, run, strategy }) => {
    const { property, evidence, steps, saved } = counterexample;
    const found = saved === undefined ? `in run ${count(run)}, by ${strategy}` : `saved in ${saved}`;
    const message = `${evidence.message} (violated after ${plural(steps.length, "step")} ${found}; ${extentOf(result)})`;
    return trouble(result, { kind: "violated", property, message, counterexample });
  });
}

/** The violation that was announced and did not come. */
function missing(result: SimulationResult): Trouble[] {
  const { expected, failures } = result;
  if (expected === undefined || failures.some(({ counterexample }) => counterexample.property === expected)) return [];
  const property = result.properties.some(({ name }) => name === expected) ? expected : undefined;
  const message = `${expected} should have been violated, and was not (${extentOf(result)})`;
  return [trouble(result, { kind: "not violated", property, message })];
}

/** Why runs without a failure show little. */
function gaps(result: SimulationResult): Trouble[] {
  const { inconclusive } = result;
  const extent = `(${extentOf(result)})`;
  switch (inconclusive?.kind) {
    case undefined:
    case "missed":
      return [];
    case "limit":
    case "empty":
      return [trouble(result, { kind: "limit", message: `${inconclusiveText(inconclusive)} ${extent}` })];
    case "vacuous": {
      const { witnesses, actions } = inconclusive;
      const unmet = witnesses.map((property) =>
        trouble(result, { kind: "vacuous", property, message: `no run reached ${property} ${extent}` }),
      );
      const never = { kind: "vacuous", message: `never enabled: ${actions.join(", ")} ${extent}` } as const;
      return [...unmet, ...(actions.length === 0 ? [] : [trouble(result, never)])];
    }
  }
}

type About = Pick<Trouble, "kind" | "message"> & Partial<Pick<Trouble, "property" | "counterexample">>;

function trouble(result: SimulationResult, { property, counterexample, kind, message }: About): Trouble {
  const sites = [...definedAt(result, property), ...result.definedAt];
  return { model: result.name, property, kind, message, sites, counterexample };
}

function definedAt({ properties, witnesses }: SimulationResult, wanted: string | undefined): readonly Site[] {
  return [...properties, ...witnesses].find(({ name }) => name === wanted)?.definedAt ?? [];
}
