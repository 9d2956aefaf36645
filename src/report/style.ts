/**
 * Colours, or none: by what the stream is, and by NO_COLOR, FORCE_COLOR and TERM=dumb. And text that was made by models: it is shown as text,
 * whatever characters it contains.
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
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  const forced = FORCE_COLOR !== undefined && !isOff(FORCE_COLOR);
  const off = refused || Boolean(NO_COLOR) || (FORCE_COLOR !== undefined && isOff(FORCE_COLOR));
  return picocolors.createColors(!off && (forced || (isTty && TERM !== "dumb")));
}

function isOff(setting: string): boolean {
  return setting === "0" || setting === "false";
}

/** Characters that move the cursor, hide themselves or turn the direction of a line, and halves of characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?<=\p{M}{3})\p{M}+/gu;
const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Makes text from a model safe to print: it stays on its line and in its direction, and has an end. */
export function printable(text: string, limit = 400): string {
  const start = text.slice(0, limit + 1);
  const safe = start.replace(UNPRINTABLE, (match) => ESCAPES[match] ?? `\\u{${match.codePointAt(0)?.toString(16)}}`);
  return safe.length <= limit ? safe : `${safe.slice(0, limit - 1).replace(/\p{Cs}$/u, "")}…`;
}
