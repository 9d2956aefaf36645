/** The matchers, as Vitest runs them: each searches, and says what it found if that is not what was expected. */
import type { Checkable } from "../define/model.ts";
import { always, type Property, violation } from "../define/property.ts";
import { SynodError } from "../errors.ts";
import type { CheckResult } from "../explore/result.ts";
import { count, plural } from "../report/numbers.ts";
import { printable } from "../trace/printable.ts";
import { type Found, type SearchLimits, searched, told } from "./searched.ts";
import { checkableFrom, type Named, propertyOf } from "./subject.ts";
import type { RunningTest } from "./test-time.ts";

export interface Within extends SearchLimits {
  /** Steps that it may take at most. */
  readonly within?: number;
}

/** States, and what else is to be counted. */
export interface Counts {
  readonly distinct?: number;
  /** Steps taken, before duplicates are removed, and the initial states. */
  readonly generated?: number;
  /** States on the longest of the shortest paths. */
  readonly depth?: number;
}

/** What Vitest tells a matcher of. */
export interface Matching {
  readonly isNot: boolean;
  readonly task?: RunningTest;
  /** Where chai keeps what was given to `expect` beside the subject. */
  readonly assertion?: object;
}

export interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}

/** What is told costs a replay and a file, and is told only if it is not as expected. */
async function judged({ isNot, task }: Matching, pass: boolean, found: Found): Promise<Verdict> {
  return { pass, message: pass === isNot ? await told(found, task) : () => found.sentence };
}

export async function toHold(
  this: Matching,
  subject: unknown,
  named: Named | readonly Named[] = [],
  limits: SearchLimits = {},
): Promise<Verdict> {
  const whole = checkableFrom(subject, "toHold");
  const wanted = (Array.isArray(named) ? named : [named]).map((each: Named) => propertyOf(whole, each));
  const model = wanted.length === 0 ? whole : { ...whole, properties: withWitnesses(whole, wanted) };
  if (model.properties.length === 0) {
    throw new SynodError("badDefinition", "toHold of a system without properties says nothing", {
      hint: "Name one: await expect(system).toHold(always(…))",
    });
  }
  const result = await searched(model, limits, this.task);
  const { verdict, inconclusive } = result;
  const name = printable(result.name);
  const why = inconclusive?.kind === "vacuous" ? "proves little" : "is not known to hold";
  const sentences = { held: `${name} holds`, violated: `${name} does not hold`, inconclusive: `${name} ${why}` };
  // What is not known is no success, whichever way it is asked.
  const pass = verdict === "held" || (this.isNot && verdict === "inconclusive");
  return await judged(this, pass, { sentence: sentences[verdict], result, model: whole, limits });
}

export async function toViolate(this: Matching, subject: unknown, named: Named, limits: Within = {}): Promise<Verdict> {
  const whole = checkableFrom(subject, "toViolate");
  const property = propertyOf(whole, named);
  if (property.kind === "sometimes") {
    throw new SynodError("badDefinition", `${property.name} is a witness, which is reached and not violated`, {
      hint: "Use toReach.",
    });
  }
  const words = { done: "is violated", undone: "is not violated" };
  return await ends(whole, property, { limits, words, matching: this, shown: (result) => result });
}

export async function toReach(
  this: Matching,
  subject: unknown,
  goal: Named | ((state: never) => boolean),
  limits: Within = {},
): Promise<Verdict> {
  const whole = checkableFrom(subject, "toReach");
  const words = { done: "is reached", undone: "is not reached" };
  return await ends(whole, missed(whole, goal), { limits, words, matching: this, shown: asWitness });
}

/** A witness turned around, so that reaching it ends the search and leaves a trace. */
function missed(model: Checkable, goal: Named | ((state: never) => boolean)): Property<never> {
  if (typeof goal === "function") return never("the condition", goal);
  const witness = propertyOf(model, goal);
  if (witness.kind === "sometimes") return never(witness.name, (state) => witness.check(state));
  throw new SynodError("badDefinition", `${witness.name} is violated or holds, and is not reached`, {
    hint: "Use toHold or toViolate.",
  });
}

function never(name: string, isReached: (state: never) => boolean): Property<never> {
  return always<never>(name, (state) => (isReached(state) ? violation("this state satisfies it") : undefined));
}

interface End {
  readonly limits: Within;
  readonly words: { readonly done: string; readonly undone: string };
  readonly matching: Matching;
  /** The result in the terms of who asked. */
  readonly shown: (result: CheckResult) => CheckResult;
}

/** Whether some run ends in a violation of this one property. */
async function ends(
  whole: Checkable,
  property: Property<never>,
  { limits: { within, ...limits }, words, matching, shown }: End,
): Promise<Verdict> {
  const maxDepth = Math.min(within ?? Number.POSITIVE_INFINITY, limits.maxDepth ?? Number.POSITIVE_INFINITY);
  const result = await searched({ ...whole, properties: [property] }, { ...limits, maxDepth }, matching.task);
  const { inconclusive, distinct, properties } = result;
  const steps = properties[0]?.counterexample?.steps.length;
  const name = `${printable(property.name)} ${steps === undefined ? words.undone : words.done}`;
  const isComplete = inconclusive?.kind !== "limit" || (inconclusive.limit === "depth" && maxDepth === within);
  const reach = within === undefined ? `in any of ${plural(distinct, "state")}` : `within ${plural(within, "step")}`;
  const undone = `${name} ${isComplete ? reach : "as far as is known"}`;
  const sentence = steps === undefined ? undone : `${name} after ${plural(steps, "step")}`;
  const pass = steps !== undefined || (matching.isNot && !isComplete);
  return await judged(matching, pass, { sentence, result: shown(result), model: whole, limits });
}

export async function toHaveStates(
  this: Matching,
  subject: unknown,
  expected: number | Counts,
  limits: SearchLimits = {},
): Promise<Verdict> {
  const whole = checkableFrom(subject, "toHaveStates");
  const result = await searched({ ...whole, properties: [] }, limits, this.task);
  const counts: Counts = typeof expected === "number" ? { distinct: expected } : expected;
  const names = Object.keys(counts) as (keyof Counts)[];
  const actual = Object.fromEntries(names.map((name) => [name, result[name]]));
  const isComplete = result.inconclusive?.kind !== "limit";
  const isEqual = names.every((name) => result[name] === counts[name]);
  const pass = isComplete ? isEqual : this.isNot;
  const name = printable(result.name);
  const figures = `${plural(result.distinct, "state")} (${count(result.generated)} generated, depth ${count(result.depth)})`;
  if (isComplete) return { pass, actual, expected: counts, message: () => `${name} has ${figures}` };
  return await judged(this, pass, { sentence: `${name} has more than ${figures}`, result, model: whole, limits });
}

/** A goal that no state satisfies is a witness that is not reached. */
function asWitness(result: CheckResult): CheckResult {
  const [goal] = result.properties;
  if (goal === undefined || goal.status === "violated") return result;
  const { name, about, definedAt } = goal;
  const witnesses = [{ name, about, definedAt, reached: false }];
  const inconclusive = result.inconclusive ?? { kind: "vacuous", witnesses: [name], actions: [] };
  return { ...result, verdict: "inconclusive", asExpected: false, properties: [], witnesses, inconclusive };
}

/** Witnesses stay: they guard against a run that shows nothing. */
function withWitnesses({ properties }: Checkable, wanted: readonly Property<never>[]): readonly Property<never>[] {
  const others = properties.filter(
    ({ name, kind }) => kind === "sometimes" && !wanted.some((each) => each.name === name),
  );
  return [...wanted, ...(others as readonly Property<never>[])];
}
