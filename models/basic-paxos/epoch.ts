/**
 * Epochs (S9): the numbers that order attempts. Each has one owner, so that no two proposers ever speak in the same epoch, and any two compare, so
 * that "later" means something. Round robin is the simplest way to deal them out.
 */
declare const brand: unique symbol;

export type Epoch = number & { readonly [brand]: "Epoch" };

/** Before every epoch: nothing promised, nothing used. */
export const NO_EPOCH = -1 as Epoch;

export function ownerOf(epoch: Epoch, proposers: number): number {
  return epoch % proposers;
}

/** The smallest epoch of this proposer after the given one. */
export function nextEpochOf(proposer: number, proposers: number, after: Epoch): Epoch {
  let next = after + 1;
  while (next % proposers !== proposer) next++;
  return next as Epoch;
}
