/**
 * The steps of a run as a table: number, who, what with its fields, and only what it changed. The changes have a column of their own, in which they
 * are wrapped; a step that reaches into that column has its changes on the line below.
 */
import type { Event } from "../define/event.ts";
import { eventWords } from "../trace/describe.ts";
import type { ReplayedStep } from "../trace/replay.ts";
import { changeTexts } from "./change.ts";
import { columnsOf, fitted, flowed, padded, widest, wrapped } from "./layout.ts";
import { printable, type Style } from "./style.ts";

/** Columns for the number of a step. */
const NUMBER = 4;
const GAP = "  ";
/** Characters of a name that are shown. */
const NAME = 60;
/** Where the changes stand if they have lines of their own. */
const BELOW = " ".repeat(9);
/** Shares of a line that the events, and in them who acts, may claim. */
const EVENT_SHARE = 0.6;
const WHO_SHARE = 0.5;

export function stepLines(steps: readonly ReplayedStep[], style: Style, width: number): string[] {
  const rows = rowsOf(steps, Math.floor(width * WHO_SHARE));
  const column = Math.min(widest(rows.map(({ start, what }) => start + what)) + 3, Math.floor(width * EVENT_SHARE));
  return rows.flatMap(({ start, what, changes }) => {
    const indent = " ".repeat(columnsOf(start));
    const event = wrapped(what, width - indent.length).map((line, index) =>
      `${index === 0 ? start : indent}${line}`.trimEnd(),
    );
    const [text = "", ...more] = event;
    const oneLine = changes.join("; ");
    // A long event beside a short change: out of line, but on one.
    const place = Math.max(column, columnsOf(text) + GAP.length);
    if (more.length === 0 && place + columnsOf(oneLine) <= width)
      return [`${padded(text, place)}${style.cyan(oneLine)}`.trimEnd()];
    const beside = flowed(changes, ";", width - column);
    const below = flowed(changes, ";", width - BELOW.length);
    const breaks = changes.some((change) => columnsOf(change) >= width - column);
    if (place > column || breaks || beside.length > below.length + 1)
      return [...event, ...below.map((line) => BELOW + style.cyan(line))];
    return beside.map((line, index) => `${padded(index === 0 ? text : "", column)}${style.cyan(line)}`);
  });
}

interface Row {
  /** The number of the step and who takes it, padded. */
  readonly start: string;
  readonly what: string;
  readonly changes: readonly string[];
}

function rowsOf(steps: readonly ReplayedStep[], most: number): Row[] {
  const whos = whosOf(steps.map(({ shown }) => shown)).map((who) => fitted(who, most));
  const who = widest(whos);
  return steps.map(({ shown: event, changes }, index) => {
    const { what, details } = eventWords(event);
    return {
      start: `${String(index + 1).padStart(NUMBER)}${GAP}${padded(whos[index] ?? "", who)}${GAP}`,
      what: printable(`${what} ${details}`.trim(), 160),
      changes: changeTexts(changes, event.kind === "action" ? "" : event.node),
    };
  });
}

/** Who acts. Senders are aligned, and so the arrows after them. */
function whosOf(events: readonly Event[]): string[] {
  const senders = events.map((event) => ("from" in event ? event.from : ""));
  const column = widest(senders.map((sender) => printable(sender, NAME)));
  return events.map((event, index) => {
    const { who } = eventWords(event);
    const sender = senders[index] ?? "";
    const rest = printable(who.slice(sender.length), NAME);
    return sender === "" ? rest : padded(printable(sender, NAME), column) + rest;
  });
}
