// Whatever is wrong with a trace file, reading or writing it fails with a code that says so, and never with half a file.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { canonicalText } from "../../src/define/value.ts";
import { FORMAT_VERSION, readTrace, type Trace, writeTrace } from "../../src/trace/trace-file.ts";
import { randomValue } from "../explore/random-values.ts";

let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "synod-trace-"));
  path = join(folder, "trace.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

const trace: Trace = {
  formatVersion: FORMAT_VERSION,
  tool: "synod",
  model: "model",
  parameters: { n: 3 },
  property: "property",
  verdict: "violated",
  evidence: { message: "because", details: { slot: 0 } },
  initial: 0,
  steps: [
    {
      event: { kind: "action", action: "go", args: { by: new Map([["x", new Set([1n, { a: [null] }])]]) } },
      choice: 2,
    },
    { event: { kind: "restart", node: "node 0" }, choice: 0 },
    { event: { kind: "timeout", node: "node 0", timer: "tick" }, choice: 0 },
    { event: { kind: "act", node: "node 1", action: "submit" }, choice: 0 },
    { event: { kind: "lose", node: "node 1", from: "node 0", message: { type: "m" } }, choice: 0 },
    { event: { kind: "duplicate", node: "node 1", from: "node 0", message: { type: "m" } }, choice: 0 },
  ],
};

test("any values come back as they were", () => {
  const same = fc.property(randomValue, (value) => {
    const event = { kind: "action", action: "go", args: { value } } as const;
    writeTrace(path, { ...trace, steps: [{ event, choice: 0 }] });
    expect(canonicalText(readTrace(path))).toBe(canonicalText({ ...trace, steps: [{ event, choice: 0 }] }));
  });
  fc.assert(same, { numRuns: 200, seed: 12 });
});

test.each(["#map", "#set", "#bigint"])("a record with the key %s stays a record", (key) => {
  const details = { record: { [key]: key === "#bigint" ? "1" : [] }, more: { [key]: 1, other: 2 } };
  writeTrace(path, { ...trace, evidence: { message: "", details } });
  expect(readTrace(path).evidence.details).toEqual(details);
});

test.each<[string, (text: string) => string, string, RegExp]>([
  ["cut off in the middle", (text) => text.slice(0, text.length / 2), "SYN020", /is not JSON/],
  ["empty", () => "", "SYN020", /is not JSON/],
  ["no JSON at all", () => "<html>", "SYN020", /is not JSON/],
  ["a number", () => "1", "SYN020", /it is not an object/],
  ["a list", () => "[]", "SYN020", /it is not an object/],
  ["something else", () => '{"name": "synod"}', "SYN020", /formatVersion is missing/],
  [
    "of a later version",
    (text) => text.replace('"formatVersion": 1', '"formatVersion": 2'),
    "SYN021",
    /version 2, and this is Synod for version 1/,
  ],
  ["of version 0", (text) => text.replace('"formatVersion": 1', '"formatVersion": 0'), "SYN021", /version 0/],
  ["without a model", (text) => text.replace('"model"', '"modell"'), "SYN020", /model is missing/],
  ["without a property", (text) => text.replace('"property":', '"properties":'), "SYN020", /property is missing/],
  ["without steps", (text) => text.replace('"steps"', '"stages"'), "SYN020", /steps are missing/],
  ["without an initial state", (text) => text.replace('"initial": 0', '"initial": "first"'), "SYN020", /initial/],
  [
    "with an event of an unknown kind",
    (text) => text.replace('"restart"', '"reboot"'),
    "SYN020",
    /step 2 is not an event/,
  ],
  [
    "with an inherited kind of event",
    (text) => text.replace('"restart"', '"toString"'),
    "SYN020",
    /step 2 is not an event/,
  ],
  [
    "with an event that lacks a field",
    (text) => text.replace('"timer"', '"clock"'),
    "SYN020",
    /step 3 is not an event/,
  ],
  [
    "with a message that is null",
    (text) => text.replace(/\{\s*"type": "m"\s*\}/, "null"),
    "SYN020",
    /step 5 is not an event/,
  ],
  [
    "with a message without a type",
    (text) => text.replace('"type": "m"', '"typ": "m"'),
    "SYN020",
    /step 5 is not an event/,
  ],
  [
    "with a choice that is no number",
    (text) => text.replace('"choice": 2', '"choice": "2"'),
    "SYN020",
    /step 1 is not an event/,
  ],
  ["with a bigint that is none", (text) => text.replace('"#bigint": "1"', '"#bigint": "one"'), "SYN020", /trace.json/],
  ["with a Map that is none", (text) => text.replace('"#map": [', '"#map": [7,'), "SYN020", /trace.json/],
])("a file that is %s is refused", (_, spoil, code, message) => {
  writeTrace(path, trace);
  const text = readFileSync(path, "utf8");
  const spoilt = spoil(text);
  expect(spoilt).not.toBe(text);
  writeFileSync(path, spoilt);
  expect(() => readTrace(path)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
});

test("what is not there, or is a folder, cannot be read", () => {
  for (const unreadable of [join(folder, "missing.json"), folder]) {
    expect(() => readTrace(unreadable)).toThrow(
      expect.objectContaining({ code: "SYN024", message: expect.stringContaining(unreadable) }),
    );
  }
});

test.each<[string, () => string]>([
  ["a folder", () => path],
  ["below a file", () => join(folder, "file", "trace.json")],
  ["where names are shorter", () => join(folder, `${"x".repeat(300)}.json`)],
  ["on no path at all", () => join(folder, "a\u0000b.json")],
])("a trace cannot be written where there is %s, and nothing is left behind", (_, place) => {
  mkdirSync(path);
  writeFileSync(join(folder, "file"), "");
  expect(() => writeTrace(place(), trace)).toThrow(expect.objectContaining({ code: "SYN030" }));
  expect(readdirSync(folder).sort()).toEqual(["file", "trace.json"]);
  expect(readdirSync(path)).toEqual([]);
});

test("an old trace is replaced whole, and kept if the new one cannot be written", () => {
  writeTrace(path, trace);
  writeTrace(path, { ...trace, model: "other" });
  expect(readTrace(path).model).toBe("other");
  expect(readdirSync(folder)).toEqual(["trace.json"]);
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  expect(() => writeTrace(path, { ...trace, evidence: { message: "", details: cyclic } })).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/^SYN/) }),
  );
  expect(readTrace(path).model).toBe("other");
  expect(readdirSync(folder)).toEqual(["trace.json"]);
});
