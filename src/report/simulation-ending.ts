/** How a simulation of several configurations ended: how many as they should, and by name those that did not. */
import type { SimulationResult } from "../simulate/result.ts";
import { wrapped } from "./layout.ts";
import { count, plural, seconds } from "./numbers.ts";
import { printable, type Style } from "./style.ts";

export interface SimulationEnding {
  readonly results: readonly SimulationResult[];
  /** Configurations whose simulation ended with an error. */
  readonly broken: readonly string[];
  /** How many were not looked at, because of an interruption. */
  readonly left: number;
  readonly seconds: number;
}

export function simulationEndingText(ending: SimulationEnding, style: Style, width: number): string {
  const { results, broken, left } = ending;
  const wrong = results.filter(({ asExpected }) => !asExpected);
  const right = results.filter(({ asExpected }) => asExpected);
  const expected = right.filter(({ failures }) => failures.length > 0).length;
  const counts = [
    ...(right.length > expected ? [`${count(right.length - expected)} without a failure`] : []),
    ...(expected > 0 ? [`${count(expected)} violated as expected`] : []),
    ...(left > 0 ? [`${count(left)} not simulated`] : []),
  ];
  const named = (label: string, names: readonly string[], paint: (text: string) => string) =>
    names.length === 0
      ? []
      : wrapped(`${count(names.length)} ${label}: ${printable(names.join(", "), 2000)}`, width).map(paint);
  const where = (belongs: (result: SimulationResult) => boolean) => wrong.filter(belongs).map(({ name }) => name);
  return [
    ...(counts.length > 0 ? [counts.join(", ")] : []),
    ...named(
      "inconclusive",
      where(({ inconclusive }) => inconclusive !== undefined && inconclusive.kind !== "vacuous"),
      style.yellow,
    ),
    ...named(
      "vacuous",
      where(({ inconclusive }) => inconclusive?.kind === "vacuous"),
      style.yellow,
    ),
    ...named(
      "failed",
      where(({ inconclusive }) => inconclusive === undefined),
      style.red,
    ),
    ...named("ended by an error", broken, style.red),
    style.dim(figuresOf(ending)),
  ].join("\n");
}

function figuresOf({ results, seconds: elapsed }: SimulationEnding): string {
  const runs = results.reduce((sum, result) => sum + result.runs, 0);
  const steps = results.reduce((sum, result) => sum + result.steps, 0);
  const seeds = [...new Set(results.map(({ seed }) => seed))];
  const seed = seeds.length === 1 ? ` of seed ${seeds[0]}` : "";
  return `${plural(runs, "run")}${seed}, ${plural(steps, "step")} in ${seconds(elapsed)}`;
}
