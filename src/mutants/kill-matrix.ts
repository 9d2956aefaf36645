/** The kill matrix: seeded bugs by properties, and what it says about either: bugs that survive, controls that are flagged, properties nobody would miss. */
import type { Kill, Mutant, Searched } from "./mutant.ts";
import type { Met } from "./random.ts";

export interface MatrixRow extends Omit<Searched, "properties" | "wasInterrupted"> {
  readonly name: string;
  readonly about: string;
  readonly expected: string | undefined;
  readonly verdict: MutantVerdict;
  /** Steps of a shortest violation of the expected property. */
  readonly steps: number | undefined;
  readonly random: Met | undefined;
}

/** A seeded bug is caught, by the property it was made for, or survives; a control is harmless, or flagged. */
export type MutantVerdict = "caught" | "survives" | "harmless" | "flagged";

export function matrixRow({ name, about, expected }: Mutant, searched: Searched, random: Met | undefined): MatrixRow {
  const { kills, states, isComplete } = searched;
  const steps = kills.find(({ property }) => property === expected)?.steps;
  return {
    name,
    about,
    expected,
    verdict: verdictOf(expected, steps, kills),
    steps,
    kills,
    states,
    isComplete,
    random,
  };
}

function verdictOf(expected: string | undefined, steps: number | undefined, kills: readonly Kill[]): MutantVerdict {
  if (expected !== undefined) return steps === undefined ? "survives" : "caught";
  return kills.length === 0 ? "harmless" : "flagged";
}

export function isAsItShould({ verdict }: MatrixRow): boolean {
  return verdict === "caught" || verdict === "harmless";
}

/** A property, the bugs that it catches, and those that nothing else does. */
export interface Catches {
  readonly property: string;
  readonly caught: readonly string[];
  readonly alone: readonly string[];
}

/** In the order of the properties. */
export function catchesOf(properties: readonly string[], rows: readonly MatrixRow[]): Catches[] {
  const bugs = rows.filter(({ expected }) => expected !== undefined);
  return properties.map((property) => {
    const caught = bugs.filter(({ kills }) => kills.some((kill) => kill.property === property));
    const alone = caught.filter(({ kills }) => kills.length === 1);
    return { property, caught: caught.map(({ name }) => name), alone: alone.map(({ name }) => name) };
  });
}
