/**
 * What the search was spared, for those who want to know why a run takes as long as it does, and which property to write otherwise. A property is meant to
 * run once for each thing it can see; one that runs in every twentieth state sees too much at once.
 */
import type { CheckResult } from "../explore/result.ts";
import { count, plural } from "./numbers.ts";
import { printable } from "./style.ts";

/** Below so many states nobody waits. */
const MANY_STATES = 100_000;
const GREEDY = 0.05;

export function engineText({
  generated,
  engine: { built, blocks, words, threads },
  properties,
}: CheckResult): string[] {
  const runs = properties.reduce((sum, { evaluations }) => sum + evaluations, 0);
  return [
    `${count(built)} of ${count(generated)} successors built`,
    `${count(blocks)} blocks of steps`,
    `${plural(words, "word")} a state`,
    `${count(runs)} runs of properties`,
    ...(threads > 1 ? [plural(threads, "thread")] : []),
  ];
}

export function greedyText({ distinct, properties }: CheckResult): string[] {
  if (distinct < MANY_STATES) return [];
  return properties
    .filter(({ evaluations }) => evaluations > GREEDY * distinct)
    .map(({ name, evaluations }) => {
      const share = Math.round((100 * evaluations) / distinct);
      return `${printable(name)} ran ${count(evaluations)} times (${share} %), because it reads much at once: read fewer fields, one type of message (network.ofType), or use alwaysEach`;
    });
}
