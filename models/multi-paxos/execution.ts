/** What a learner has made of the log so far (S10): the application, the reply cache (S18), and how far it has come. They belong together. */
import type { ClientCache } from "./reply-cache.ts";
import type { InSlot, Slot } from "./slot.ts";
import type { Request } from "./value.ts";

export interface Execution {
  /** The first slot that it has not executed (S10). */
  executed: Slot;
  application: string;
  cache: ClientCache[];
  /** What it executed, in order. It follows from the rest, so it costs no states; only properties look at it. */
  log: Executed[];
  /** Changes of members that it has executed (S12), in order; absent as long as there were none. */
  changes?: MembersChange[];
}

export interface Executed extends InSlot {
  readonly request: string;
}

/** A request that says who the members are (S12), and where it was chosen. */
export interface MembersChange extends InSlot {
  readonly value: Request;
}
