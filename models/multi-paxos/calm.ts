/**
 * What comes of a state of Multi-Paxos when nothing goes wrong any more (S1), as properties ask for it. There are more epochs then than schedules may use up, so
 * that somebody can always be elected.
 */
import { type Address, calmRuns, type System } from "synod";
import type { Elected, QuietReplica } from "synod/properties";
import type { Options } from "./parameters.ts";
import { sharedBy } from "./shared-view.ts";
import { neededFor, reachedBy } from "./truncation.ts";
import { type MultiPaxosState, type MultiPaxosView, viewOf } from "./view.ts";

export function calmViewOf(options: Options, systemOf: (options: Options) => System<MultiPaxosState>) {
  const { servers, epochs } = options;
  const reserve = { ...options, epochs: epochs + 2 * servers };
  const seen = viewOf(options);
  const afterwards = viewOf(reserve);
  const elected = lazily(() =>
    calmRuns(systemOf(reserve), {
      /** Enough for each to be refused once, and to lead. */
      timeouts: 3 * servers,
      until: (state) => electedIn(afterwards(state), epochs),
    }),
  );
  const quiet = lazily(() =>
    calmRuns(systemOf(options), { timeouts: 0, until: (state) => quietIn(options, seen(state)) }),
  );
  return sharedBy((state: MultiPaxosState) => {
    const { quorum, replicas, clients } = seen(state);
    return {
      ...{ quorum, replicas, clients },
      quiet: () => quiet()(state),
      electedWithout: (stopped: readonly string[]) => elected()(state, stopped as readonly Address[]),
    };
  });
}

/** Who leads in an epoch that no schedule has used. */
function electedIn({ leaders, learners }: MultiPaxosView, epochs: number): Elected | undefined {
  const leader = leaders.find(({ phase, epoch }) => phase === "leading" && epoch >= epochs)?.name;
  const log = learners.find(({ name }) => name === leader)?.log;
  return leader === undefined || log === undefined
    ? undefined
    : { leader, executed: log.map(({ request }) => request) };
}

function quietIn({ snapshots, servers }: Options, { replicas }: MultiPaxosView): readonly QuietReplica[] {
  const needed = snapshots === "never" ? undefined : neededFor(snapshots, servers);
  const covered =
    needed === undefined
      ? 0
      : reachedBy(
          replicas.map(({ position }) => position),
          needed,
        );
  return replicas.map(({ name, isRecovering, slots, position }) => {
    return { name, isRecovering, slots, firstNeeded: Math.min(position, snapshots === "own" ? position : covered) };
  });
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
