/**
 * JUnit XML, which every CI server reads: one suite a model, one case a property or witness, and one for the search itself. Names are the same in every run,
 * because servers follow a case by its name; what differs stands in properties and messages.
 */
import { printable } from "../trace/printable.ts";
import { digestOf } from "../trace/trace-name.ts";
import { failureText, settingsText } from "./failure.ts";
import type { Report } from "./reporter.ts";
import { type Checked, type CheckRun, isChecked, type Outcome } from "./run.ts";
import { type Trouble, troublesOf } from "./trouble.ts";

/** The case that is about the whole search: whether it came to its end and exercised every action. */
const SEARCH = "(search)";
/** Characters of a name. */
const NAME = 200;
/** Characters of a message. */
const MESSAGE = 1000;

export function junitReporter(run: CheckRun): Report {
  return { files: { "check.junit.xml": junitXml(run) } };
}

function junitXml({ seconds, outcomes, left }: CheckRun): string {
  const suites = [...outcomes.map(suiteOf), ...left.map(uncheckedSuite)];
  const total = (count: (suite: Suite) => number) => suites.reduce((sum, suite) => sum + count(suite), 0);
  const attributes = {
    name: "synod",
    tests: total(({ cases }) => cases.length),
    failures: total((suite) => countOf(suite, "failure")),
    errors: total((suite) => countOf(suite, "error")),
    time: seconds.toFixed(3),
  };
  const body = suites.map((suite) => suiteXml(suite)).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributesXml(attributes)}>\n${body}</testsuites>\n`;
}

interface Suite {
  readonly name: string;
  readonly seconds: number;
  readonly properties: Readonly<Record<string, string | number>>;
  readonly cases: readonly Case[];
}

interface Case {
  readonly name: string;
  readonly outcome: "passed" | "failure" | "error" | "skipped";
  readonly type?: string;
  readonly message?: string;
  /** What else there is to read. */
  readonly text?: string;
}

function suiteOf(outcome: Outcome): Suite {
  if (isChecked(outcome)) return checkedSuite(outcome);
  const { name } = outcome;
  const [trouble] = troublesOf(outcome);
  const cases: Case[] = [{ name: SEARCH, outcome: "error", type: "error", message: trouble?.message ?? "" }];
  return { name, seconds: 0, properties: {}, cases };
}

function uncheckedSuite(name: string): Suite {
  const cases: Case[] = [{ name: SEARCH, outcome: "skipped", message: "not checked: the run was interrupted" }];
  return { name, seconds: 0, properties: {}, cases };
}

function checkedSuite(outcome: Checked): Suite {
  const { result } = outcome;
  const { name, seconds, parameters, verdict, distinct, generated, depth, properties, witnesses } = result;
  const troubles = troublesOf(outcome);
  const ofName = (wanted: string | undefined) => troubles.filter(({ property }) => property === wanted);
  return {
    name,
    seconds,
    properties: { verdict, states: distinct, generated, depth, parameters: settingsText(parameters) },
    cases: [
      ...properties.map((property) => caseOf(property.name, ofName(property.name), outcome, remarkOn(property))),
      ...witnesses.map((witness) =>
        caseOf(witness.name, ofName(witness.name), outcome, witness.reached ? undefined : "not reached so far"),
      ),
      caseOf(SEARCH, ofName(undefined), outcome, undefined),
    ],
  };
}

function remarkOn({ status }: { readonly status: string }): string | undefined {
  return status === "unknown" ? "not decided: the search ended before" : undefined;
}

/** `open` is why nothing is known, where that is no trouble by itself. */
function caseOf(name: string, troubles: readonly Trouble[], outcome: Checked, open: string | undefined): Case {
  const story = outcome.result.properties.find((property) => property.name === name)?.counterexample;
  const text = story && failureText(outcome.result, story, outcome.replays.get(name));
  const told = text === undefined ? {} : { text };
  const [first] = troubles;
  if (first !== undefined) {
    const message = troubles.map((each) => each.message).join("; ");
    return { name, outcome: "failure", type: first.kind, message, ...told };
  }
  return open === undefined ? { name, outcome: "passed", ...told } : { name, outcome: "skipped", message: open };
}

function countOf({ cases }: Suite, wanted: Case["outcome"]): number {
  return cases.filter(({ outcome }) => outcome === wanted).length;
}

function suiteXml(suite: Suite): string {
  const { name, seconds, properties, cases } = suite;
  const attributes = {
    name: stable(name),
    tests: cases.length,
    failures: countOf(suite, "failure"),
    errors: countOf(suite, "error"),
    skipped: countOf(suite, "skipped"),
    time: seconds.toFixed(3),
  };
  const settings = Object.entries(properties).map(
    ([key, value]) => `      <property${attributesXml({ name: key, value: printable(String(value), MESSAGE) })}/>\n`,
  );
  return [
    `  <testsuite${attributesXml(attributes)}>\n`,
    ...(settings.length === 0 ? [] : ["    <properties>\n", ...settings, "    </properties>\n"]),
    ...cases.map((each) => caseXml(stable(name), each)),
    "  </testsuite>\n",
  ].join("");
}

function caseXml(classname: string, { name, outcome, type = "", message = "", text }: Case): string {
  const start = `    <testcase${attributesXml({ name: stable(name), classname })}`;
  const said = printable(message, MESSAGE);
  switch (outcome) {
    case "passed":
      if (text === undefined) return `${start}/>\n`;
      return `${start}>\n      <system-out>${escaped(text)}</system-out>\n    </testcase>\n`;
    case "skipped":
      return `${start}>\n      <skipped>${escaped(said)}</skipped>\n    </testcase>\n`;
    default: {
      const opening = `      <${outcome}${attributesXml({ type, message: said })}>`;
      return `${start}>\n${opening}${escaped(text ?? said)}</${outcome}>\n    </testcase>\n`;
    }
  }
}

/** A name with an end; where that is cut off, a digest keeps it apart from others. */
function stable(name: string): string {
  const shown = printable(name, NAME);
  return shown.endsWith("…") && !name.endsWith("…") ? `${shown} ${digestOf(name)}` : shown;
}

function attributesXml(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text in XML 1.0, which has no way at all to say some characters. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, (character) => {
      return `\\u{${character.codePointAt(0)?.toString(16)}}`;
    });
}
