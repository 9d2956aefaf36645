/**
 * Acknowledged requests outlive servers (A11): once a client has its reply, any servers may stop for good that are not a majority. If nothing else goes wrong,
 * one of the others comes to lead, and has executed the request once. This runs the protocol on; what can be said of a state without running it on is in
 * acknowledged-requests-survive.ts.
 */
import { alwaysEach, violation } from "synod";
import { namesOf, quorumsOf } from "./quorums.ts";

export interface MortalReplica {
  readonly name: string;
  /** It has lost its disk, and is of no help to the others. */
  readonly isRecovering: boolean;
}

/** Who has come to lead, and the names of all requests that it has executed, in order. */
export interface Elected {
  readonly leader: string;
  readonly executed: readonly string[];
}

export interface MortalityView {
  /** All of them, always in the same order. */
  readonly replicas: readonly MortalReplica[];
  readonly quorum: number;
  readonly clients: readonly { readonly name: string; readonly returned: readonly { readonly id: string }[] }[];
  /** Who leads in an epoch that begins now, if these stop for good and nothing else goes wrong; nothing if nobody does. */
  electedWithout(stopped: readonly string[]): Elected | undefined;
}

export const acknowledgedRequestsOutliveServers = alwaysEach<MortalityView, readonly MortalReplica[]>(
  "acknowledged-requests-outlive-servers",
  ({ replicas, quorum }) => quorumsOf(replicas, replicas.length - quorum),
  (stopped, view) => {
    const acknowledged = view.clients.flatMap(({ name, returned }) => returned.map(({ id }) => ({ name, id })));
    if (acknowledged.length === 0 || view.replicas.some((each) => each.isRecovering && !stopped.includes(each)))
      return undefined;
    const elected = view.electedWithout(stopped.map(({ name }) => name));
    for (const { name, id } of acknowledged) {
      const times = elected?.executed.filter((each) => each === id).length;
      if (times === 1) continue;
      const what = `${name} has the reply to ${id}, but without ${namesOf(stopped)} ${outcome(elected, times)}`;
      return violation(what, { request: id, stopped: stopped.map((replica) => replica.name), elected });
    }
    return undefined;
  },
  { about: "What a client was told of is executed once by whoever leads when others have stopped.", source: "S1, S12" },
);

function outcome(elected: Elected | undefined, times = 0): string {
  if (elected === undefined) return "nobody comes to lead";
  return `${elected.leader} comes to lead and ${times === 0 ? "does not know of it" : `executes it ${times} times`}`;
}
