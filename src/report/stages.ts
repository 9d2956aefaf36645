/** What a staged search says of itself: how far its landmarks are, and that "shortest" means by way of them. */
import type { CheckResult } from "../explore/result.ts";
import { plural } from "./numbers.ts";
import { printable } from "./style.ts";

export function stagesText({ stages }: CheckResult): string {
  const landmarks = stages.map(({ reach, steps }) => `${printable(reach)} after ${plural(steps, "step")}`);
  return landmarks.length === 0 ? "" : `by way of ${landmarks.join(", then ")}`;
}

/** In what sense a counterexample is shortest. */
export function shortestText({ stages }: CheckResult): string {
  return stages.length === 0 ? "no run is shorter" : "no run from its last stage is shorter";
}
