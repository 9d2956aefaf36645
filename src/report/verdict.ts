/** The verdict on a run, in words; never "held" for one that proved nothing. */
import type { CheckResult } from "../explore/result.ts";
import { printable, type Style } from "./style.ts";

export interface VerdictWords {
  readonly mark: "✓" | "✗" | "?";
  readonly words: string;
  readonly paint: (text: string) => string;
}

export function verdictOf(result: CheckResult, style: Style): VerdictWords {
  const { verdict, inconclusive, expected, asExpected } = result;
  if (asExpected)
    return { mark: "✓", words: expected === undefined ? "held" : expectedText(expected), paint: style.green };
  if (verdict === "inconclusive") {
    return { mark: "?", words: inconclusive?.kind === "vacuous" ? "vacuous" : "inconclusive", paint: style.yellow };
  }
  return { mark: "✗", words: expected === undefined ? "violated" : missingText(result), paint: style.red };
}

/** What is said of a run that has to fail, and did. */
function expectedText(property: string): string {
  return `${printable(property, 40)} violated, as expected`;
}

/** What is said of a run that has to fail, and did not. */
export function missingText({ verdict, expected = "" }: CheckResult): string {
  return `${verdict === "held" ? "held, but " : ""}${printable(expected, 40)} should have been violated`;
}
