/** Every enabled step with the same chance. */
import type { Random } from "../random.ts";
import type { Strategy } from "../strategy.ts";

export const uniform: Strategy = {
  name: "uniform",
  about: "every enabled step with the same chance",
  scheduler: () => {
    let random: Random;
    return {
      begin(given) {
        random = given;
      },
      choose: ({ count }) => random.below(count),
    };
  },
};
