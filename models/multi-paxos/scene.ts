/** A situation in which Multi-Paxos is checked, and what many of them are made of. */

export interface Scene {
  readonly about: string;
  /** What differs from the happy path: one leader, one epoch, one slot, one request. */
  readonly set: object;
  /** Too large for every day. */
  readonly full?: boolean;
  /** Landmarks on the way to what is too deep to be found at once. */
  readonly stages?: readonly { readonly reach?: string; readonly set?: object }[];
  /** What the protocol breaks here, seeded bugs or not: the scene puts together what does not belong together. */
  readonly violates?: string;
}

/** Only votes count: nobody is told what is chosen, which leaves out the many ways of hearing of it at different times. */
export const votesOnly = { learning: "leader-only" } as const;

/** Server 1 may take over. */
export const election = { epochs: 2 } as const;

/** Servers 0 and 1 lead one after the other, or at once as far as they know, and each has a client that turns to it. One slot to fight about. */
export const duel = { ...election, clients: 2, targets: "spread" } as const;
