/** All strategies in turn, one a run. Which of them finds a bug is known only afterwards, and what one in ten would find, the ten find ten times later at worst. */
import { SynodError } from "../errors.ts";
import { bursts } from "./strategies/bursts.ts";
import { delays } from "./strategies/delays.ts";
import { few } from "./strategies/few.ts";
import { hold } from "./strategies/hold.ts";
import { novelty } from "./strategies/novelty.ts";
import { pct } from "./strategies/pct.ts";
import { pctMessages } from "./strategies/pct-messages.ts";
import { pos } from "./strategies/pos.ts";
import { starve } from "./strategies/starve.ts";
import { swarm } from "./strategies/swarm.ts";
import { uniform } from "./strategies/uniform.ts";
import type { Strategy } from "./strategy.ts";

/** Each of them by itself. */
export const strategies: readonly Strategy[] = [
  uniform,
  pct,
  pctMessages,
  pos,
  delays,
  hold,
  starve,
  bursts,
  few,
  swarm,
  novelty,
];

/** What takes all in turn. */
export const PORTFOLIO = "portfolio";

/** The strategies of that name, one or all. Throws SYN004. */
export function strategiesNamed(name: string): readonly Strategy[] {
  if (name === PORTFOLIO) return strategies;
  const found = strategies.find((each) => each.name === name);
  if (found !== undefined) return [found];
  throw new SynodError("badParameter", `there is no strategy ${JSON.stringify(name)}`, {
    hint: `There are ${[PORTFOLIO, ...strategies.map((each) => each.name)].join(", ")}.`,
  });
}
