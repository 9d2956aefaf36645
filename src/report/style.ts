/**
 * Colours, or none: by what the stream is, and by NO_COLOR, FORCE_COLOR, CI and TERM=dumb. And text that was made by models: it is shown as text,
 * whatever control characters it contains.
 */
import picocolors from "picocolors";

export type Style = ReturnType<typeof picocolors.createColors>;

export interface ColorSettings {
  readonly isTty: boolean;
  /** --no-color */
  readonly refused: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function styleFor({ isTty, refused, env }: ColorSettings): Style {
  const forced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
  const off = refused || Boolean(env["NO_COLOR"]) || env["TERM"] === "dumb" || env["FORCE_COLOR"] === "0";
  return picocolors.createColors(!off && (forced || isTty));
}

const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Makes text from a model safe to print: no control characters, no reversals of direction, no endless lines. */
export function printable(text: string, limit = 400): string {
  const safe = text.replace(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return safe.length <= limit ? safe : `${safe.slice(0, limit - 1)}…`;
}
