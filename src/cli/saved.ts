/** What a check says where a saved failure fails again that the search did not find: it is violated, whatever limit kept the search from it. */
import type { CheckResult, PropertyResult } from "../explore/result.ts";
import type { Retried } from "../trace/saved.ts";

export function withSaved(result: CheckResult, retried: readonly Retried[]): CheckResult {
  const properties = result.properties.map((property) => decidedBy(property, retried));
  if (properties.every((property, at) => property === result.properties[at])) return result;
  const { inconclusive: _, ...rest } = result;
  const isExpected = ({ name, status }: PropertyResult) => name === result.expected && status === "violated";
  return { ...rest, properties, verdict: "violated", asExpected: properties.some(isExpected) };
}

function decidedBy(property: PropertyResult, retried: readonly Retried[]): PropertyResult {
  const { name, status } = property;
  if (status === "violated") return property;
  const failing = retried
    .flatMap((each) => (each.outcome === "fails" && each.property === name ? [each] : []))
    .sort((a, b) => a.steps.length - b.steps.length)[0];
  if (failing === undefined) return property;
  const { evidence, initial, steps, path } = failing;
  return { ...property, status: "violated", counterexample: { property: name, evidence, initial, steps, saved: path } };
}
