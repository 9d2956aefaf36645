/** What a check says where a saved failure fails again that the search did not find: it is violated, whatever limit kept the search from it. */
import type { Retried } from "../trace/saved.ts";
import type { CheckResult, Counterexample, PropertyResult } from "./result.ts";

export function withSaved(result: CheckResult, retried: readonly Retried[]): CheckResult {
  const properties = result.properties.map((property) => decidedBy(property, retried));
  if (properties.every((property, at) => property === result.properties[at])) return result;
  const { inconclusive: _, ...rest } = result;
  const isExpected = ({ name, status }: PropertyResult) => name === result.expected && status === "violated";
  return { ...rest, properties, verdict: "violated", asExpected: properties.some(isExpected) };
}

/** A saved run that cannot be run to its end any more is fixed all the same where the search has seen everything, and the property held. */
export function settledBy({ properties, stages }: CheckResult, retried: readonly Retried[]): readonly Retried[] {
  // A search in stages has seen a part.
  if (stages.length > 0) return retried;
  const held = new Set(properties.filter(({ status }) => status === "held").map(({ name }) => name));
  return retried.map((each) => {
    if (each.outcome !== "lost" || !held.has(each.property)) return each;
    return { path: each.path, property: each.property, outcome: "fixed" };
  });
}

function decidedBy(property: PropertyResult, retried: readonly Retried[]): PropertyResult {
  const { name, status } = property;
  if (status === "violated") return property;
  const counterexample = savedAgainst(name, retried);
  return counterexample === undefined ? property : { ...property, status: "violated", counterexample };
}

/** The shortest saved run that still violates a property. */
export function savedAgainst(name: string, retried: readonly Retried[]): Counterexample | undefined {
  const failing = retried
    .flatMap((each) => (each.outcome === "fails" && each.property === name ? [each] : []))
    .sort((a, b) => a.steps.length - b.steps.length)[0];
  if (failing === undefined) return undefined;
  const { evidence, initial, steps, path } = failing;
  return { property: name, evidence, initial, steps, saved: path };
}
