/** What was not as it should be in a run, one by one, each with the property it is about and the code to look at. */
import type { Site } from "../define/site.ts";
import type { CheckResult, Counterexample, PropertyResult } from "../explore/result.ts";
import { count, plural } from "./numbers.ts";
import { type Broken, isChecked, type Outcome } from "./run.ts";
import { LIMITS } from "./text.ts";
import { missingText } from "./verdict.ts";

export interface Trouble {
  readonly model: string;
  /** The property or witness; none if it is about the run as a whole. */
  readonly property: string | undefined;
  readonly kind: "violated" | "not violated" | "vacuous" | "limit" | "error";
  /** One sentence, not yet made safe to print. */
  readonly message: string;
  /** Where the property is defined, or else the model: callers, the innermost first. */
  readonly sites: readonly Site[];
  readonly counterexample: Counterexample | undefined;
}

export function troublesOf(outcome: Outcome): Trouble[] {
  if (!isChecked(outcome)) return [troubleOfError(outcome)];
  const { result } = outcome;
  return result.asExpected ? [] : [...missing(result), ...violations(result), ...gaps(result)];
}

export function troubleOfError({ name, error }: Broken): Trouble {
  const message = `${error.code}: ${error.message}`;
  return { model: name, property: undefined, kind: "error", message, sites: [], counterexample: undefined };
}

/** Figures that say how much was looked at: they tell one run from another. */
function extentOf({ distinct, depth }: CheckResult): string {
  return `${plural(distinct, "state")}, depth ${count(depth)}`;
}

function violations(result: CheckResult): Trouble[] {
  return result.properties.flatMap(({ name, definedAt, counterexample }) => {
    if (counterexample === undefined) return [];
    const { evidence, steps } = counterexample;
    return [
      trouble(result, {
        kind: "violated",
        property: name,
        message: `${evidence.message} (violated after ${plural(steps.length, "step")}; ${extentOf(result)})`,
        definedAt,
        counterexample,
      }),
    ];
  });
}

/** The violation that was announced and did not come. */
function missing(result: CheckResult): Trouble[] {
  const { expected } = result;
  if (expected === undefined) return [];
  const property = result.properties.find(({ name }) => name === expected);
  const message = `${missingText(result)} (${extentOf(result)})`;
  return [trouble(result, { kind: "not violated", property: property?.name, message, definedAt: property?.definedAt })];
}

/** Why a run without a violation proves nothing. */
function gaps(result: CheckResult): Trouble[] {
  const { inconclusive } = result;
  if (inconclusive === undefined) return [];
  const extent = `(${extentOf(result)})`;
  if (inconclusive.kind === "limit")
    return [trouble(result, { kind: "limit", message: `${LIMITS[inconclusive.limit]} ${extent}` })];
  const { witnesses, actions } = inconclusive;
  const unmet = witnesses.map((name) =>
    trouble(result, {
      kind: "vacuous",
      property: name,
      message: `no state satisfies ${name} ${extent}`,
      definedAt: result.witnesses.find((witness) => witness.name === name)?.definedAt,
    }),
  );
  const idle = { kind: "vacuous", message: `never enabled: ${actions.join(", ")} ${extent}` } as const;
  return [...unmet, ...(actions.length === 0 ? [] : [trouble(result, idle)])];
}

interface About extends Pick<Trouble, "kind" | "message"> {
  readonly property?: string | undefined;
  readonly definedAt?: readonly Site[] | undefined;
  readonly counterexample?: PropertyResult["counterexample"];
}

function trouble(result: CheckResult, { property, definedAt, counterexample, kind, message }: About): Trouble {
  const sites = [...(definedAt ?? []), ...result.definedAt];
  return { model: result.name, property, kind, message, sites, counterexample };
}
