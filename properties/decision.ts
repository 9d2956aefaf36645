/**
 * What the agreement properties talk about. Values are given by name, so that they can be compared and read; with a single decision there are no slots.
 */

export interface Decision {
  /** Who decided: a learner, or the acceptors whose votes amount to a decision. */
  readonly by: string;
  readonly value: string;
  readonly slot?: number;
  readonly epoch?: number;
}

/** `learner 0 decided a`, `acceptor 0 and acceptor 1 decided a in epoch 2`. */
export function sentence({ by, value, epoch }: Decision): string {
  return epoch === undefined ? `${by} decided ${value}` : `${by} decided ${value} in epoch ${epoch}`;
}

/** `slot 3: …`, or just the text when there is a single decision. */
export function inSlot(slot: number | undefined, text: string): string {
  return slot === undefined ? text : `slot ${slot}: ${text}`;
}
