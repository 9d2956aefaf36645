/**
 * The races: a model at a size, how many states it has, and who takes part besides Synod. The counts are those that TLC, Stateright, SPIN and rumur agree on,
 * or at least two of them; a checker with another count ends the benchmark. Two-phase commit has 2^n + 4^n + 6^n states: each of n resource managers is in one
 * of two after the commit, of four before the decision, of six after an abort.
 */
import type { CheckerName, Job, Size } from "./checkers/checker.ts";

/** A small row is for every day, a large one takes minutes and gigabytes. */
export type Weight = "small" | "large";

export interface Row extends Job {
  readonly name: string;
  readonly weight: Weight;
  readonly against: readonly CheckerName[];
  /** The same model at its smallest: what it takes in memory is not for states. */
  readonly smallest: Size;
}

// With one ballot Paxos has nothing to adopt, and Synod calls it vacuous.
const SMALLEST: Readonly<Record<string, Size>> = {
  "two-phase-commit": { rms: 1 },
  "lamport-paxos": { ballots: 2 },
  "register-paxos": { clients: 1 },
  "multi-paxos/leads-twice-announced": { epochs: 2 },
};

function row(model: string, size: Size, distinct: number, weight: Weight, against: readonly CheckerName[]): Row {
  return {
    name: nameOf(model, size),
    model,
    size,
    distinct,
    weight,
    against,
    smallest: { ...size, ...SMALLEST[model] },
  };
}

/** Whatever is the same in all rows of a model goes without saying. */
function nameOf(model: string, size: Size): string {
  const shown = Object.entries(size).filter(([parameter]) => parameter !== "values");
  return [model, ...shown.map(([parameter, value]) => `${parameter}=${value}`)].join(" ");
}

export const ROWS: readonly Row[] = [
  // Start-up: next to nothing to search.
  row("two-phase-commit", { rms: 3 }, 288, "small", ["node", "yardstick"]),
  row("two-phase-commit", { rms: 5 }, 8_832, "small", ["naive"]),
  row("two-phase-commit", { rms: 7 }, 296_448, "small", ["spin", "rumur"]),
  row("lamport-paxos", { ballots: 3, values: 2 }, 185_369, "small", ["spin", "rumur"]),
  row("register-paxos", { clients: 2 }, 16_668, "small", ["naive"]),
  row("register-paxos", { clients: 3 }, 1_194_428, "small", ["yardstick"]),
  row("two-phase-commit", { rms: 6 }, 50_816, "large", ["naive"]),
  row("two-phase-commit", { rms: 9 }, 10_340_352, "large", ["spin", "rumur"]),
  row("lamport-paxos", { ballots: 4, values: 2 }, 8_220_065, "large", ["spin", "rumur"]),
  row("multi-paxos/leads-twice-announced", {}, 5_680_545, "large", ["yardstick"]),
];

/** One model at growing sizes. Rumur leaves where it would take more than a minute. */
export const GROWTH: readonly Row[] = [
  row("two-phase-commit", { rms: 5 }, 8_832, "small", ["spin", "rumur"]),
  row("two-phase-commit", { rms: 6 }, 50_816, "small", ["spin", "rumur"]),
  row("two-phase-commit", { rms: 7 }, 296_448, "small", ["spin", "rumur"]),
  row("two-phase-commit", { rms: 8 }, 1_745_408, "small", ["spin", "rumur"]),
  row("two-phase-commit", { rms: 9 }, 10_340_352, "large", ["spin"]),
  row("two-phase-commit", { rms: 10 }, 61_515_776, "large", ["spin"]),
];
