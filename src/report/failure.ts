/**
 * A counterexample on one screen: what is wrong, then each step with who did what and only what it changed. Columns are as wide as their contents; a
 * line that would not fit puts its changes below.
 */
import type { CheckResult, Counterexample } from "../explore/result.ts";
import { eventWords, showValue } from "../trace/describe.ts";
import type { Change } from "../trace/difference.ts";
import type { ReplayedStep } from "../trace/replay.ts";
import { plural, seconds } from "./numbers.ts";
import { printable, type Style } from "./style.ts";

export function failureText(result: CheckResult, counterexample: Counterexample, style: Style, width: number): string {
  const { property, evidence, steps } = counterexample;
  const found = `(${plural(result.distinct, "state")} in ${seconds(result.seconds)}; shortest)`;
  const title = `${style.red(`✗ ${printable(property)}`)}   ${printable(result.name)}   violated after ${plural(steps.length, "step")}`;
  return [`${title}   ${style.dim(found)}`, `    ${style.bold(printable(evidence.message))}`, "", ...stepLines(steps, style, width)].join("\n");
}

/** The steps as a table: number, who, what with its fields, and the changes. */
export function stepLines(steps: readonly ReplayedStep[], style: Style, width: number): string[] {
  const rows = steps.map((step) => rowOf(step));
  const columns = (pick: (row: Row) => string, most: number) => Math.min(most, Math.max(0, ...rows.map((row) => pick(row).length)));
  const who = columns((row) => row.who, 36);
  const what = columns((row) => row.what, 44);
  return rows.flatMap((row, index) => {
    const number = String(index + 1).padStart(4);
    const event = `${number}  ${row.who.padEnd(who)}  ${row.what.padEnd(what)}`;
    if (row.changes.length === 0) return [event.trimEnd()];
    const room = width - event.length - 3;
    const oneLine = row.changes.join("; ");
    if (oneLine.length <= room) return [`${event}   ${style.cyan(oneLine)}`];
    return [event.trimEnd(), ...wrapped(row.changes, width - 9).map((line) => `         ${style.cyan(line)}`)];
  });
}

interface Row {
  readonly who: string;
  readonly what: string;
  readonly changes: readonly string[];
}

function rowOf({ event, changes }: ReplayedStep): Row {
  const { who, what, details } = eventWords(event);
  const actor = event.kind === "action" ? "" : event.node;
  return {
    who: printable(who, 60),
    what: printable([what, details].filter((part) => part !== "").join(" "), 120),
    changes: changes.map((change) => printable(changeText(change, actor), 240)),
  };
}

/** A change of the node that acts goes without its name. */
function changeText({ component, path, before, after }: Change, actor: string): string {
  const place = [component === actor ? "" : component, path].filter((part) => part !== "").join(" ");
  return `${place}: ${showValue(before)} → ${showValue(after)}`;
}

/** Puts as many changes on a line as fit. */
function wrapped(changes: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const change of changes) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + change.length + 2 <= width) lines[lines.length - 1] = `${last}; ${change}`;
    else lines.push(change);
  }
  return lines;
}
