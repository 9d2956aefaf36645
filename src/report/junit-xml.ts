/**
 * JUnit XML, which every CI server reads. Names are the same in every run, because servers follow a case by its name; what differs stands in properties and
 * messages.
 */
import { printable } from "../trace/printable.ts";
import { digestOf } from "../trace/trace-name.ts";
import type { Trouble } from "./trouble.ts";

/** The case that is about the whole search or all runs: whether they came to their end and exercised every action. */
export const SEARCH = "(search)";
/** Characters of a name. */
const NAME = 200;
/** Characters of a message. */
const MESSAGE = 1000;

export interface Suite {
  readonly name: string;
  readonly seconds: number;
  readonly properties: Readonly<Record<string, string | number>>;
  readonly cases: readonly Case[];
}

export interface Case {
  readonly name: string;
  readonly outcome: "passed" | "failure" | "error" | "skipped";
  readonly type?: string;
  readonly message?: string;
  /** What else there is to read. */
  readonly text?: string;
}

export function junitXml(suites: readonly Suite[], seconds: number): string {
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

/** A suite that has nothing to tell but how its search ended. */
export function bareSuite(name: string, ending: Omit<Case, "name">): Suite {
  return { name, seconds: 0, properties: {}, cases: [{ name: SEARCH, ...ending }] };
}

/** What is there to tell of one property or witness. */
export interface Told {
  readonly troubles: readonly Trouble[];
  /** The story of its failure. */
  readonly text?: string | undefined;
  /** Why nothing is known, where that is no trouble by itself. */
  readonly open?: string | undefined;
}

export function caseOf(name: string, { troubles, text, open }: Told): Case {
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
