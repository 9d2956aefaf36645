/**
 * Matchers for Vitest: `import "synod/vitest"` in a test, or once in `setupFiles`.
 *
 * ```ts
 * test("agreement", () => expect(multiPaxos({ replicas: 3 })).toHold(agreement));
 * test("the bug is caught", () => expect(multiPaxos({ bug: "accept-no-bump" })).toViolate("agreement", { within: 9 }));
 * ```
 *
 * Every matcher searches, so it returns a promise: return it from the test, or await it. A failure reads as on the terminal; its trace is saved under
 * `reports/traces/` and attached to the test. A search ends before its test would time out, and then says so.
 */
import { expect } from "vitest";
import { type Counts, toHaveStates, toHold, toReach, toViolate, type Within } from "./matchers.ts";
import { placed } from "./placed.ts";
import type { SearchLimits } from "./searched.ts";
import type { Named, Subject } from "./subject.ts";

export type { Counts, Named, SearchLimits, Subject, Within };

/** What is expected of a model, of a model with its parameters filled in, or of a system. */
export interface SynodMatchers {
  /** Every state within the bounds is searched, and these properties hold in all of them, all of the model's if none is named; its witnesses are reached. */
  toHold(properties?: Named | readonly Named[], limits?: SearchLimits): Promise<void>;
  /** A run violates this property, in so many steps at most if `within` is given. */
  toViolate(property: Named, limits?: Within): Promise<void>;
  /** A run reaches a state that satisfies this witness, or this condition. */
  // biome-ignore lint/suspicious/noExplicitAny: the state is that of the model, which a matcher cannot name
  toReach(goal: Named | ((state: any) => boolean), limits?: Within): Promise<void>;
  /** There are exactly so many different states; a number, or also what was generated and how deep it is. */
  toHaveStates(expected: number | Counts, limits?: SearchLimits): Promise<void>;
}

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: as Vitest declares it
  interface Matchers<T = any> extends SynodMatchers {}
}

expect.extend({
  toHold: placed(toHold),
  toViolate: placed(toViolate),
  toReach: placed(toReach),
  toHaveStates: placed(toHaveStates),
});
