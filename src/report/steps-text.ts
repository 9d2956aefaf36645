/** The steps of a run as plain text, for a page or a test. */
import type { ReplayedStep } from "../trace/replay.ts";
import { stepLines } from "./steps.ts";
import { styleFor } from "./style.ts";

/** The table that a report has: number, who, what, and only what it changed. A line of text for each line, without colours. */
export function stepsText(steps: readonly ReplayedStep[], columns = 80): string {
  const plain = styleFor({ isTty: false, refused: true, env: {} });
  return stepLines(steps, plain, columns).join("\n");
}
