/**
 * Leading takes a quorum (I7): who leads an epoch has the promises of a quorum for it, and those who gave them stand by them. A promise for another epoch, or
 * one counted twice, shows here before anything is proposed.
 */
import { alwaysEach, violation } from "synod";

export interface PromisedLeader {
  readonly name: string;
  /** Of all phases only "leading" matters here. */
  readonly phase: string;
  readonly epoch: number;
  /** Whose promises it has counted. */
  readonly promises: readonly string[];
}

export interface PromisedLeadersView {
  /** All that may lead, always in the same order. */
  readonly leaders: readonly PromisedLeader[];
  /** One that is recovering has been destroyed (S12), and does not know yet what it has promised; absent if none ever is. */
  readonly acceptors: readonly { readonly name: string; readonly promised: number; readonly isRecovering?: boolean }[];
  readonly quorum: number;
}

export const leadsWithAQuorum = alwaysEach<PromisedLeadersView, PromisedLeader>(
  "leads-with-a-quorum",
  ({ leaders }) => leaders,
  (leader, view) => {
    if (leader.phase !== "leading") return undefined;
    const { name, epoch, promises } = leader;
    const promisers = new Set(promises);
    if (promisers.size < view.quorum) {
      const by = promisers.size === 0 ? "nobody" : `only ${[...promisers].join(" and ")}`;
      return violation(`${name} leads epoch ${epoch} promised by ${by}`, { leader: name, epoch, promises });
    }
    // The first leader need not ask: there is no epoch before 0 to leave.
    if (epoch === 0) return undefined;
    const behind = view.acceptors.find(
      ({ name: acceptor, promised, isRecovering = false }) =>
        promisers.has(acceptor) && promised < epoch && !isRecovering,
    );
    if (behind === undefined) return undefined;
    return violation(
      `${name} leads epoch ${epoch} by a promise of ${behind.name}, which stands at ${behind.promised}`,
      {
        leader: name,
        epoch,
        acceptor: behind.name,
        promised: behind.promised,
      },
    );
  },
  { about: "Who leads an epoch has promises for it of a quorum, which stands by them.", source: "S9" },
);
