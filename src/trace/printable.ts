/** Text that was made by models: it is shown as text, whatever characters it contains. */

/** Characters that move the cursor, hide themselves or turn the direction of a line, and halves of characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?<=\p{M}{3})\p{M}+/gu;
const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Makes text from a model safe to print: it stays on its line and in its direction, and has an end. */
export function printable(text: string, limit = 400): string {
  const start = text.slice(0, limit + 1);
  const safe = start.replace(UNPRINTABLE, (match) => ESCAPES[match] ?? `\\u{${match.codePointAt(0)?.toString(16)}}`);
  return safe.length <= limit ? safe : `${safe.slice(0, limit - 1).replace(/\p{Cs}$/u, "")}…`;
}
