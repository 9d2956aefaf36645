/**
 * Text laid out in the columns of a terminal. Nothing that Synod prints may be broken by the terminal itself, which knows neither words nor
 * indentation; the one exception is a command to be pasted, which must stay on one line.
 */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const ZERO = /\p{M}/u;

/** Columns that plain text takes up: East Asian characters and pictures take two, combining marks none. */
export function columnsOf(text: string): number {
  // Nearly every text is plain, and then its length is its width.
  if (/^[ -~–→]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}

export function padded(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - columnsOf(text)));
}

/** The beginning of a text, if the whole takes up more columns than there are. */
export function fitted(text: string, columns: number): string {
  return columnsOf(text) <= columns ? text : `${cut(text, columns - 1)[0]}…`;
}

/** Columns of the widest of several texts, but no more than `most`. */
export function widest(texts: readonly string[], most = Number.POSITIVE_INFINITY): number {
  return Math.min(most, Math.max(0, ...texts.map(columnsOf)));
}

/** Plain text in lines of at most so many columns, broken between words; a word that is longer than a line is cut. */
export function wrapped(text: string, columns: number): string[] {
  return filled(
    text.split(" ").flatMap((word) => cut(word, columns)),
    columns,
  );
}

/** As many parts on a line as fit, a separator after each but the last; a part that is longer than a line is wrapped. */
export function flowed(parts: readonly string[], separator: string, columns: number): string[] {
  const ended = parts.map((part, index) => (index < parts.length - 1 ? part + separator : part));
  return filled(
    ended.flatMap((part) => (columnsOf(part) <= columns ? [part] : wrapped(part, columns))),
    columns,
  );
}

function filled(pieces: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && columnsOf(last) + 1 + columnsOf(piece) <= columns)
      lines[lines.length - 1] = `${last} ${piece}`;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}

function cut(word: string, columns: number): string[] {
  if (columnsOf(word) <= columns) return [word];
  const pieces = [""];
  for (const character of word) {
    const last = pieces.at(-1) ?? "";
    if (columnsOf(last) + columnsOf(character) <= columns) pieces[pieces.length - 1] = last + character;
    else pieces.push(character);
  }
  return pieces;
}
