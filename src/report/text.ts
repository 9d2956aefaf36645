/** The result of a check as text: a line of figures, then each property and each witness, then what failed and why. */
import type { CheckResult, Inconclusive } from "../explore/result.ts";
import { failureText } from "./failure.ts";
import { count, megabytes, plural, rough, seconds } from "./numbers.ts";
import { printable, type Style } from "./style.ts";

export interface TextOptions {
  readonly style: Style;
  /** Columns of the terminal. */
  readonly width: number;
  readonly verbose: boolean;
  /** Where the trace of a property was written, if it was. */
  readonly traceOf: (property: string) => string | undefined;
}

export function resultText(result: CheckResult, options: TextOptions): string {
  const { style } = options;
  return [headline(result, style), figures(result, style), ...propertyLines(result, style), ...witnessLines(result, style), ...boundLines(result, style), ...failureLines(result, options)].join("\n");
}

function headline(result: CheckResult, style: Style): string {
  const name = style.bold(printable(result.name));
  const parameters = Object.entries(result.parameters).map(([key, value]) => `${key}=${value}`).join(" ");
  return [verdictText(result, style), name, style.dim(printable(parameters))].filter((part) => part !== "").join("  ");
}

/** The verdict in words; never "held" for a run that proved nothing. */
export function verdictText({ verdict, inconclusive, expected, asExpected }: CheckResult, style: Style): string {
  if (expected !== undefined) {
    return asExpected ? style.green("✓ violated, as expected") : style.red(`✗ ${verdict}, but ${printable(expected)} should be violated`);
  }
  switch (verdict) {
    case "held":
      return style.green("✓ held");
    case "violated":
      return style.red("✗ violated");
    case "inconclusive":
      return style.yellow(inconclusive?.kind === "vacuous" ? "? vacuous" : "? inconclusive");
  }
}

function figures({ distinct, generated, depth, rate, memory, seconds: elapsed, frontier }: CheckResult, style: Style): string {
  const parts = [
    `${count(distinct)} distinct states`,
    `${count(generated)} generated`,
    `depth ${depth}`,
    seconds(elapsed),
    `${rough(rate)} states/s`,
    megabytes(memory),
  ];
  if (frontier > 0) parts.push(`${count(frontier)} not expanded`);
  return style.dim(`  ${parts.join(" · ")}`);
}

function propertyLines({ properties }: CheckResult, style: Style): string[] {
  const marks = { held: style.green("✓"), violated: style.red("✗"), unknown: style.yellow("?") };
  const words = { held: "", violated: " violated", unknown: " holds as far as the search went" };
  return properties.map(({ name, status, about }) => `    ${marks[status]} ${printable(name)}${words[status]}${aside(about, style)}`);
}

function witnessLines({ witnesses, verdict }: CheckResult, style: Style): string[] {
  return witnesses.map(({ name, reached, steps, about }) => {
    if (reached) return `    ${style.green("◆")} ${printable(name)} ${style.dim(`reached in ${plural(steps ?? 0, "step")}`)}${aside(about, style)}`;
    const mark = verdict === "violated" ? style.dim("◇") : style.yellow("◇");
    return `    ${mark} ${printable(name)} ${verdict === "violated" ? "not reached before the violation" : "not reached"}${aside(about, style)}`;
  });
}

function aside(about: string, style: Style): string {
  return about === "" ? "" : style.dim(`  ${printable(about, 90)}`);
}

function boundLines({ bounds, notIdle, verdict }: CheckResult, style: Style): string[] {
  const reached = bounds.filter((bound) => bound.reached).map(({ name, limit }) => `${name} ${limit}`);
  const lines = reached.length === 0 ? [] : [style.dim(`    bounds that were reached: ${printable(reached.join(", "))}`)];
  if (verdict !== "violated" && notIdle.length > 0) lines.push(style.yellow(`    declared idle, but not: ${printable(notIdle.join(", "))}`));
  return lines;
}

function failureLines(result: CheckResult, options: TextOptions): string[] {
  const { style } = options;
  if (result.inconclusive !== undefined) return [style.yellow(`    ${inconclusiveText(result.inconclusive)}`)];
  if (result.expected !== undefined && result.asExpected && !options.verbose) {
    const shown = result.properties.find(({ name }) => name === result.expected)?.counterexample;
    return shown ? [style.dim(`    ${printable(shown.evidence.message)} (after ${plural(shown.steps.length, "step")}${replayHint(shown.property, options)})`)] : [];
  }
  return result.properties.flatMap(({ counterexample }) => {
    if (counterexample === undefined) return [];
    const trace = options.traceOf(counterexample.property);
    return ["", failureText(result, counterexample, style, options.width), ...(trace ? [`   replay:   synod replay ${trace}`] : [])];
  });
}

function replayHint(property: string, { traceOf }: TextOptions): string {
  const trace = traceOf(property);
  return trace === undefined ? "" : `; synod replay ${trace}`;
}

export function inconclusiveText(reason: Inconclusive): string {
  if (reason.kind === "limit") {
    const words = { states: "the limit on states", depth: "the limit on depth", time: "the time limit", memory: "the memory limit", interrupted: "an interruption" };
    return `the search was ended by ${words[reason.limit]}: nothing is known beyond what it covered`;
  }
  const parts: string[] = [];
  if (reason.witnesses.length > 0) parts.push(`no state satisfies ${reason.witnesses.map((name) => printable(name)).join(", ")}`);
  if (reason.actions.length > 0) parts.push(`never enabled: ${reason.actions.map((name) => printable(name)).join(", ")}`);
  return `this run proves little: ${parts.join("; ")}`;
}

/** The last lines: how many of each verdict. */
export function summaryText(results: readonly CheckResult[], elapsed: number, style: Style): string {
  const held = results.filter(({ expected, verdict }) => expected === undefined && verdict === "held").length;
  const expected = results.filter((result) => result.expected !== undefined && result.asExpected).length;
  const failed = results.filter((result) => !result.asExpected && result.verdict !== "inconclusive").length;
  const open = results.filter((result) => !result.asExpected && result.verdict === "inconclusive").length;
  const parts = [
    `${held} held`,
    ...(expected > 0 ? [`${expected} violated as expected`] : []),
    ...(failed > 0 ? [style.red(`${failed} failed`)] : []),
    ...(open > 0 ? [style.yellow(`${open} inconclusive or vacuous`)] : []),
  ];
  const states = results.reduce((sum, { distinct }) => sum + distinct, 0);
  return `${parts.join(", ")}   ${style.dim(`${count(states)} states in ${seconds(elapsed)}`)}`;
}
