/**
 * Random properties: predicates over a few reads. What is read next depends on what was found before, as it does in real properties, because that is
 * what the search's memory of verdicts has to get right.
 */
import fc from "fast-check";
import { canonicalText, type Value } from "../../src/define/value.ts";
import { always, type Property, possible, sometimes, step, violation } from "../../src/index.ts";
import { fingerprint } from "./fingerprint.ts";

/** One thing that a property may look at. */
export type Look<State> = (state: State) => Value;

interface PropertyPlan {
  readonly kind: "always" | "step" | "sometimes" | "possible";
  readonly seed: number;
  readonly looks: number;
  /** One in so many combinations of what was read is bad, or the one that is waited for. */
  readonly odds: number;
}

export const propertyPlans: fc.Arbitrary<readonly PropertyPlan[]> = fc.array(
  fc.record({
    kind: fc.constantFrom("always" as const, "step" as const, "sometimes" as const, "possible" as const),
    seed: fc.nat(),
    looks: fc.nat({ max: 4 }),
    odds: fc.constantFrom(1, 2, 5, 20, 100, 1000),
  }),
  { maxLength: 5 },
);

export function propertiesOf<State>(plans: readonly PropertyPlan[], looks: readonly Look<State>[]): Property<State>[] {
  return plans.map(({ kind, seed, looks: count, odds }, number) => {
    const name = `${kind} ${number}`;
    const seenIn = (states: readonly State[]) => {
      let seen = "";
      for (let left = count; left > 0; left--) {
        const toss = fingerprint(seed, left, seen);
        const state = states[toss % states.length] as State;
        const look = looks[(toss >>> 8) % looks.length] as Look<State>;
        seen += `|${canonicalText(look(state))}`;
      }
      return seen;
    };
    const isHit = (seen: string) => fingerprint(seed, seen) % odds === 0;
    const finding = (seen: string) => (isHit(seen) ? violation(`found ${seen}`) : undefined);
    switch (kind) {
      case "always":
        return always(name, (state: State) => finding(seenIn([state])));
      case "step":
        return step(name, (before: State, after: State) => finding(seenIn([before, after])));
      case "sometimes":
        return sometimes(name, (state: State) => isHit(seenIn([state])));
      case "possible":
        // In every second one one state in fifty is excused.
        return possible(name, (state: State) => isHit(seenIn([state])), {
          unless: (state) => seed % 2 === 0 && fingerprint(seed + 1, seenIn([state])) % 50 === 0,
        });
    }
  });
}
