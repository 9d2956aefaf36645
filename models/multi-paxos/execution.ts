/** What a learner has made of the log so far (S10): the application, the reply cache (S18), and how far it has come. The four belong together. */
import type { ClientCache } from "./reply-cache.ts";
import type { InSlot, Slot } from "./slot.ts";

export interface Execution {
  /** The first slot that it has not executed (S10). */
  executed: Slot;
  application: string;
  cache: ClientCache[];
  /** What it executed, in order. It follows from the rest, so it costs no states; only properties look at it. */
  log: Executed[];
}

export interface Executed extends InSlot {
  readonly request: string;
}
