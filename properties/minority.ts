/** A part of the servers that is no majority decides nothing, however long it is left alone. */
import { alwaysEach, violation } from "synod";

interface Learner {
  readonly name: string;
  /** Whether it is among those that are cut off from the rest. */
  readonly isCutOff: boolean;
  readonly learned: readonly { readonly value: string }[];
}

export const aMinorityDecidesNothing = alwaysEach<{ readonly learners: readonly Learner[] }, Learner>(
  "a-minority-decides-nothing",
  ({ learners }) => learners,
  ({ name, isCutOff, learned }) => {
    const [first] = isCutOff ? learned : [];
    return first && violation(`${name} is cut off from a majority, but has learned ${first.value}`, { learner: name });
  },
  {
    about: "Of two parts at most one is a majority, so at most one goes on; the other can only wait.",
    source: "S2, S5",
  },
);
