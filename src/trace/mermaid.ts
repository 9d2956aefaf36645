/**
 * A run as a Mermaid sequence diagram, which GitHub, GitLab and many editors draw. An arrow stands at its delivery: when a message was sent is not shown.
 * What happens at one node is a note over it.
 */
import type { Event } from "../define/event.ts";
import { eventWords } from "./describe.ts";
import { printable } from "./printable.ts";
import type { TraceStep } from "./replay.ts";

export interface Diagram {
  readonly steps: readonly Pick<TraceStep, "event">[];
  /** What the run ends with, as in `agreement: replica 1 decided x, but …`; nothing if there is no more to say. */
  readonly ending: string | undefined;
}

/** More arrows than this cannot be read. */
const ARROWS = 60;
/** Mermaid draws nothing that is longer. */
const CHARACTERS = 50_000;
/** Participants beyond these would not fit on any screen. */
const PARTICIPANTS = 30;
const NAME = 60;
const LABEL = 160;

/** The text of a `sequenceDiagram`. Of a run that is too long the end is shown, and how many steps are left out. */
export function mermaidOf({ steps, ending }: Diagram): string {
  const lanes = lanesOf(steps.map(({ event }) => event));
  const all = [...lanes.values()];
  const over = all.length < 2 ? (all[0] ?? "p0") : `${all[0]},${all.at(-1)}`;
  const note = (text: string) => `  Note over ${over}: ${label(text, 2 * LABEL)}`;
  const start = [
    "sequenceDiagram",
    ...[...lanes].map(([name, lane]) => `  participant ${lane} as ${label(name, NAME)}`),
  ];
  const end = ending === undefined ? [] : [note(ending)];
  const lines = steps.map(({ event }, index) => lineOf(`${index + 1} `, event, lanes));
  const first = firstShown(lines, CHARACTERS - lengthOf([...start, note(leftOut(steps.length)), ...end, ""]));
  return [...start, ...(first === 0 ? [] : [note(leftOut(first))]), ...lines.slice(first), ...end, ""].join("\n");
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function leftOut(steps: number): string {
  return steps === 1 ? "step 1 is left out" : `steps 1 to ${steps} are left out`;
}

/** The participants in the order in which they appear, those of one role by number; any others share a lane. */
function lanesOf(events: readonly Event[]): ReadonlyMap<string, string> {
  const names = [...new Set(events.flatMap(namesIn))];
  const roles = [...new Set(names.map(roleOf))];
  const sorted = names.sort((a, b) => roles.indexOf(roleOf(a)) - roles.indexOf(roleOf(b)) || numberOf(a) - numberOf(b));
  const shown = sorted.length <= PARTICIPANTS ? sorted : [...sorted.slice(0, PARTICIPANTS - 1), OTHERS];
  return new Map((shown.length === 0 ? [SYSTEM] : shown).map((name, index) => [name, `p${index}`]));
}

const SYSTEM = "system";
const OTHERS = "others";

function namesIn(event: Event): string[] {
  if (event.kind === "action") return [SYSTEM];
  return "from" in event ? [event.from, event.node] : [event.node];
}

function roleOf(name: string): string {
  return name.replace(/ \d+$/, "");
}

function numberOf(name: string): number {
  return Number(/ (\d+)$/.exec(name)?.[1] ?? 0);
}

const ARROW = { deliver: "->>", lose: "-x", duplicate: "-->>" } as const;

function lineOf(number: string, event: Event, lanes: ReadonlyMap<string, string>): string {
  const lane = (name: string) => lanes.get(name) ?? lanes.get(OTHERS) ?? "p0";
  const { who, what, details } = eventWords(event);
  if ("from" in event) {
    const text = label(`${number}${what} ${details}`, LABEL);
    return `  ${lane(event.from)}${ARROW[event.kind]}${lane(event.node)}: ${text}`;
  }
  if (event.kind === "action") return `  Note over ${lane(SYSTEM)}: ${label(`${number}${who} ${details}`, LABEL)}`;
  return `  Note over ${lane(event.node)}: ${label(number + what, LABEL)}`;
}

/** The number of lines to leave out at the beginning, so that the rest fits into so many characters. */
function firstShown(lines: readonly string[], room: number): number {
  let arrows = ARROWS;
  let characters = room;
  let first = lines.length;
  for (const line of lines.toReversed()) {
    characters -= line.length + 1;
    arrows -= /^ {2}p\d+-/.test(line) ? 1 : 0;
    if (arrows < 0 || characters < 0) break;
    first -= 1;
  }
  return first;
}

/** All but characters that mean nothing to Mermaid wherever they stand, and dashes inside words. */
const HARMFUL = /(?!(?<=[\p{L}\p{N}])-[\p{L}\p{N}])[^\p{L}\p{M}\p{N} .,()/→↛⇉–_…]/gu;

/** Text as Mermaid reads it: whatever might be syntax, or HTML, is written as a number. */
function label(text: string, limit: number): string {
  const safe = printable(text, limit).trim();
  return (safe === "" ? "–" : safe).replace(HARMFUL, (character) => `#${character.codePointAt(0)};`);
}
