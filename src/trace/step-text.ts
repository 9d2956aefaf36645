/**
 * Steps as text, in the lines of a report. Who and what say which step is meant; what it changed may stand behind, and is not compared. So a printed run
 * can be pasted, and one that is written by hand can be short.
 */
import type { Event } from "../define/event.ts";
import { describeEvent } from "./describe.ts";

/**
 * The steps of a text, without their numbers. A line is a step, unless there are numbers and it begins to the right of where the steps do: then it goes on
 * with the step before. Empty lines are nothing, and those that start with `#` are remarks.
 */
export function stepTexts(text: string): string[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.trimStart().startsWith("#"));
  const numbered = lines.find((line) => NUMBER.test(line));
  const column = numbered === undefined ? Number.POSITIVE_INFINITY : lengthOf(NUMBER, numbered);
  const steps: string[] = [];
  for (const line of lines) {
    if (lengthOf(INDENT, line) > column) steps.push(`${steps.pop() ?? ""} ${plain(line)}`);
    else steps.push(plain(line.replace(NUMBER, "")));
  }
  return steps;
}

const NUMBER = /^ *\d+ {2}(?=\S)/;
const INDENT = /^ */;

function lengthOf(start: RegExp, line: string): number {
  return start.exec(line)?.[0].length ?? 0;
}

/** The events that a text may mean: the one it says in full, or else all that begin as it does. */
export function meantBy(text: string, events: readonly Event[]): Event[] {
  const described = events.map((event) => ({ event, words: plain(describeEvent(event)) }));
  const full = described.filter(({ words }) => begins(text, words));
  const longest = Math.max(...full.map(({ words }) => words.length));
  const meant = full.length > 0 ? full.filter(({ words }) => words.length === longest) : abbreviatedBy(text, described);
  return meant.map(({ event }) => event);
}

/** The same events, those first that begin as the text does for longest. */
export function nearestFirst(text: string, events: readonly Event[]): Event[] {
  const near = new Map(events.map((event) => [event, shared(text, plain(describeEvent(event)))]));
  return events.toSorted((a, b) => (near.get(b) ?? 0) - (near.get(a) ?? 0));
}

/** How many characters two texts begin with alike. */
function shared(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** A report cuts off what is very long. */
function abbreviatedBy<T extends { readonly words: string }>(text: string, described: readonly T[]): T[] {
  const [start = "", cut] = text.split("…");
  return described.filter(({ words }) => (cut === undefined ? begins(words, text) : words.startsWith(start)));
}

/** Whether one text begins with the other, and not in the middle of a word. */
function begins(text: string, start: string): boolean {
  return text.startsWith(start) && /^(?:$|[\s,)\]])/.test(text.slice(start.length));
}

/** Arrows may be typed: of a message that arrives, is lost, is doubled. */
function plain(text: string): string {
  const spaced = text.trim().replaceAll(/\s+/g, " ");
  return spaced.replaceAll(" -> ", " → ").replaceAll(" -/> ", " ↛ ").replaceAll(" => ", " ⇉ ");
}
