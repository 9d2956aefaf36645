/**
 * Calm runs: what comes of a state when nothing goes wrong any more (S1, "when there are no asynchronous events"). No fault strikes, and some nodes may have
 * stopped for good. What is on its way arrives, one message after the other; then nodes do what they do by themselves; and only when all is quiet does a
 * timer fire, the one that has fired least, and it all begins again. There is no choice in it, so from one state there is one such run.
 *
 * It goes through a system of its own, which may allow for more than the one that the state comes from: epochs, for one, that no run has used up.
 */
import { valuesAt } from "../define/actor-view.ts";
import type { ActorState, Observers, Roles } from "../define/actors.ts";
import type { Address, Event } from "../define/event.ts";
import type { System } from "../define/system.ts";
import { SynodError } from "../errors.ts";
import type { Domain } from "../space/interner.ts";
import { Space } from "../space/space.ts";
import { nodesOf } from "./nodes.ts";
import { Steps } from "./steps.ts";

export interface Calm<State, Outcome> {
  /** Asked whenever all is quiet; an answer ends the run. */
  readonly until: (state: State) => Outcome | undefined;
  /** How many timers may fire until then. */
  readonly timeouts: number;
}

/** Steps without a timer firing between, before it is said that a system does not come to rest. */
const MOST_STEPS = 10_000;

/**
 * From a state of a system, or of one with the same nodes, the answer of its calm run without these nodes; nothing if there is none. What nodes that have
 * stopped had sent still arrives; observers see nothing of it. Throws SYN006 if the system does not come to rest.
 */
export function calmRuns<R extends Roles, O extends Observers, Outcome>(
  system: System<ActorState<R, O>>,
  calm: Calm<ActorState<R, O>, Outcome>,
): (from: ActorState<R, O>, without?: readonly Address[]) => Outcome | undefined {
  const runs = new CalmRuns(system, calm);
  return (from, without = []) => runs.from(from, without);
}

/** Those who go on when some nodes have stopped. */
interface Survivors<Outcome> {
  /** Their components; those of the others stay as they are at the beginning, so that they make no difference. */
  readonly components: readonly number[];
  /** Their groups of steps, by whether they read what is on its way. */
  readonly deliveries: readonly number[];
  readonly ownSteps: readonly number[];
  /** What came of states in which all was quiet, before any timer fired. */
  readonly known: Map<string, { readonly outcome: Outcome | undefined }>;
}

class CalmRuns<State extends object, Outcome> {
  private readonly calm: Calm<State, Outcome>;
  private readonly system: System<State>;
  private readonly space: Space<State>;
  private readonly steps: Steps<State>;
  private readonly initial: Int32Array;
  /** Components that are no node's: observers, and budgets, of which nothing is spent. */
  private readonly others: readonly number[];
  private readonly survivors = new Map<string, Survivors<Outcome>>();

  constructor(system: System<State>, calm: Calm<State, Outcome>) {
    this.calm = calm;
    this.system = system;
    this.space = new Space(system);
    this.steps = new Steps(this.space);
    this.initial = this.space.idsOf(system.initial[0] ?? []);
    const nodes = nodesOf(system);
    this.others = system.components.flatMap((_, component) => (nodes[component] === undefined ? [component] : []));
  }

  from(state: State, without: readonly Address[]): Outcome | undefined {
    const among = this.survivorsOf(without);
    const ids = Int32Array.from(this.initial);
    const read = valuesAt(state);
    for (const component of among.components)
      ids[component] = (this.space.domains[component] as Domain).idOf(read(component));
    this.steps.fit();
    this.calmDown(ids, among);
    const key = ids.join();
    const known = among.known.get(key) ?? { outcome: this.goOn(ids, among) };
    among.known.set(key, known);
    return known.outcome;
  }

  private survivorsOf(without: readonly Address[]): Survivors<Outcome> {
    const key = without.join();
    const known = this.survivors.get(key) ?? survivorsIn(this.system, without);
    this.survivors.set(key, known);
    return known;
  }

  /** From where all is quiet. */
  private goOn(ids: Int32Array, among: Survivors<Outcome>): Outcome | undefined {
    const fired = new Map<number, number>();
    const timesFired = (step: number) => fired.get(this.steps.code[step] as number) ?? 0;
    for (let left = this.calm.timeouts; ; left--) {
      const outcome = this.calm.until(this.stateAt(ids));
      if (outcome !== undefined || left === 0) return outcome;
      const timers = among.ownSteps.flatMap((group) => this.enabled("timeout", group, ids));
      const next = timers.sort((a, b) => timesFired(a) - timesFired(b))[0];
      if (next === undefined) return undefined;
      fired.set(this.steps.code[next] as number, timesFired(next) + 1);
      this.take(next, ids);
      this.calmDown(ids, among);
    }
  }

  private calmDown(ids: Int32Array, { deliveries, ownSteps }: Survivors<Outcome>): void {
    for (let left = MOST_STEPS; left > 0; left--) {
      const step = this.first("deliver", deliveries, ids) ?? this.first("act", ownSteps, ids);
      if (step === undefined) return;
      this.take(step, ids);
    }
    throw new SynodError("badDefinition", `a calm run does not come to rest within ${MOST_STEPS} steps`, {
      hint: "Some node answers for ever, or does something by itself for ever.",
    });
  }

  private take(step: number, ids: Int32Array): void {
    this.steps.take(step, ids);
    this.steps.fit();
    for (const component of this.others) ids[component] = this.initial[component] as number;
  }

  private first(kind: Event["kind"], groups: readonly number[], ids: Int32Array): number | undefined {
    for (const group of groups) {
      const [step] = this.enabled(kind, group, ids);
      if (step !== undefined) return step;
    }
    return undefined;
  }

  /** The steps of a kind that a group has in a state. */
  private enabled(kind: Event["kind"], group: number, ids: Int32Array): number[] {
    const { steps } = this;
    const block = steps.blockOf(group, ids);
    const size = steps.code[block] as number;
    const all = Array.from(steps.code.subarray(block + 1, block + 1 + size));
    return all.filter((step) => steps.traits.events[steps.code[step] as number]?.kind === kind);
  }

  private stateAt(ids: Int32Array): State {
    const values = this.space.valuesOf(ids);
    return this.system.state((component, part) =>
      part === undefined ? values[component] : part.of(values[component]),
    );
  }
}

function survivorsIn<State, Outcome>(system: System<State>, without: readonly Address[]): Survivors<Outcome> {
  const nodes = nodesOf(system);
  const unknown = without.find((each) => !nodes.includes(each));
  if (unknown !== undefined)
    throw new SynodError("badDefinition", `${unknown}, which is to have stopped, does not exist`);
  const stopped = new Set<string | undefined>(without);
  const isInbox = (component: number) => system.components[component]?.inboxOf !== undefined;
  const groups = [...system.groups.entries()].filter(([, { reads }]) =>
    reads.every((component) => !stopped.has(nodes[component])),
  );
  const readingInbox = (wanted: boolean) =>
    groups.filter(([, { reads }]) => reads.some(isInbox) === wanted).map(([group]) => group);
  return {
    components: [...nodes.entries()].flatMap(([component, node]) =>
      node === undefined || stopped.has(node) ? [] : [component],
    ),
    deliveries: readingInbox(true),
    ownSteps: readingInbox(false),
    known: new Map(),
  };
}
