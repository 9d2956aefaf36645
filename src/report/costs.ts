/** What each configuration costs, for `--shard` to divide by: steps, which are the same on every machine, and not seconds, which are not. */
import { jsonText } from "./json.ts";
import type { Report } from "./reporter.ts";
import { type CheckRun, isChecked } from "./run.ts";

export function costsReporter({ outcomes }: CheckRun): Report {
  const costs = outcomes.flatMap((outcome) => (isChecked(outcome) ? [[outcome.name, outcome.result.generated]] : []));
  return { files: { "costs.json": `${jsonText(Object.fromEntries(costs))}\n` } };
}
