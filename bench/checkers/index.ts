/** All that can take part, by name. */
import type { Checker, CheckerName } from "./checker.ts";
import { naive } from "./naive.ts";
import { rumur } from "./rumur.ts";
import { spin } from "./spin.ts";
import { synod } from "./synod.ts";
import { node, yardstick } from "./yardsticks.ts";

export const CHECKERS: Readonly<Record<CheckerName, Checker>> = { synod, spin, rumur, naive, node, yardstick };
