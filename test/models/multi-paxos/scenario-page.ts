// Scenario pages: Markdown whose `steps` blocks are one run, in the lines of a report, and whose `outcome` block is what it has led to. A page comes back
// with what the reducers do today. The first `multi-paxos…` in it, in backquotes, is the configuration.
import { multiPaxos } from "../../../models/multi-paxos/index.ts";
import { type MultiPaxosState, type MultiPaxosView, viewOf } from "../../../models/multi-paxos/view.ts";
import { type Checkable, type Scenario, scenario, stepsText } from "../../../src/index.ts";
import { flowed } from "../../../src/report/layout.ts";
import { stepTexts } from "../../../src/trace/step-text.ts";
import { optionsWith } from "./words.ts";

/** What a page tells. */
export interface Told {
  readonly model: Checkable<MultiPaxosState>;
  readonly run: Scenario<MultiPaxosState>;
  readonly end: MultiPaxosView;
}

export const COLUMNS = 80;

const BLOCK = /(^```(?:steps|outcome)\n[\s\S]*?^```\n)/m;

export function told(page: string): Told {
  const model = modelIn(page);
  const run = scenario(model.system, stepsOn(page));
  return { model, run, end: viewOf(optionsWith(model.parameters))(run.end) };
}

/** The text of all its steps. */
export function stepsOn(page: string): string {
  return page
    .split(BLOCK)
    .map((part) => bodyOf("steps", part) ?? "")
    .join("\n");
}

function modelIn(page: string): Told["model"] {
  const [, name = "", settings = ""] = /`multi-paxos\/?([\w-]*)((?: --set \w+=[\w-]+)*)`/.exec(page) ?? [];
  return multiPaxos.configured(
    name,
    Object.fromEntries([...settings.matchAll(/(\w+)=([\w-]+)/g)].map(([, key = "", value = ""]) => [key, value])),
  );
}

/** The page with its blocks printed anew. */
export function printedAgain(page: string): string {
  const { run, end } = told(page);
  const printed = stepsText(run.steps, COLUMNS).split(/\n(?= *\d+ {2}\S)/);
  return page
    .split(BLOCK)
    .map((part) => {
      const steps = bodyOf("steps", part);
      if (steps !== undefined) return block("steps", printed.splice(0, stepTexts(steps).length));
      return bodyOf("outcome", part) === undefined ? part : block("outcome", outcomeLines(end));
    })
    .join("");
}

function bodyOf(language: "steps" | "outcome", part: string): string | undefined {
  const start = `\`\`\`${language}\n`;
  return part.startsWith(start) ? part.slice(start.length, -"```\n".length) : undefined;
}

function block(language: string, lines: readonly string[]): string {
  return `\`\`\`${language}\n${lines.map((line) => `${line}\n`).join("")}\`\`\`\n`;
}

/** What is decided, executed and answered. */
function outcomeLines({ chosen, learners, clients }: MultiPaxosView): string[] {
  const slots = [...new Set(chosen.map(({ slot, value }) => `slot ${slot}: ${value}`))].sort();
  return [
    ...outcome("decided", slots),
    ...outcome(
      "executed",
      learners.map(({ name, application }) => `${name}: ${application || "–"}`),
    ),
    ...outcome(
      "answered",
      clients.flatMap(({ name, returned, outstanding }) => [
        ...returned.map(({ seq, reply }) => `${name}, ${seq}: ${reply}`),
        ...outstanding.map((seq) => `${name}, ${seq}: –`),
      ]),
    ),
  ];
}

function outcome(what: string, parts: readonly string[]): string[] {
  const indent = what.padEnd(10);
  const lines = flowed(parts.length === 0 ? ["nothing"] : parts, ";", COLUMNS - indent.length);
  return lines.map((line, index) => `${index === 0 ? indent : " ".repeat(indent.length)}${line}`);
}
