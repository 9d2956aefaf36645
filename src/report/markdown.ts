/** Markdown in which names and messages of models are text: nothing in them is a link, a tag, a table or an emoji. */
import { printable } from "../trace/printable.ts";

/** Punctuation that means something to Markdown: at the beginning of a line any, further on not these. */
const MARKS = /^[!-/:-@[-`{-~]|(?![,()'"?%;=/-]|:(?: |$)|\.(?: |$))[!-/:-@[-`{-~]/g;

/** Text as Markdown shows it, on one line. */
export function plainText(text: string, limit = 400): string {
  return printable(text, limit).replace(MARKS, (character) => `\\${character}`);
}

/** A block of text, or of another language, that nothing in it can end. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
