// What is written is read back, whatever values the messages carry; and a file appears whole or not at all.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FORMAT_VERSION, readTrace, type Trace, writeTrace } from "../../src/trace/trace-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "synod-trace-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const message = { type: "put", set: new Set([1, 2]), map: new Map([["k", 1n]]), nothing: null };
const trace: Trace = {
  formatVersion: FORMAT_VERSION,
  tool: "synod",
  model: "m",
  parameters: { n: 3, kind: "bag", flag: true },
  property: "p",
  verdict: "violated",
  evidence: { message: "because", details: { slot: 0 } },
  initial: 0,
  steps: [{ event: { kind: "deliver", node: "a 0", from: "b 1", message }, choice: 0 }],
};

test("a trace is read back as it was written", () => {
  const path = join(folder, "deep", "trace.json");
  writeTrace(path, trace);
  expect(readTrace(path)).toEqual(trace);
});

test("nothing is left where a file cannot be written", () => {
  writeFileSync(join(folder, "occupied"), "");
  expect(() => writeTrace(join(folder, "occupied", "trace.json"), trace)).toThrow(/^cannot write /);
  expect(readdirSync(folder)).toEqual(["occupied"]);
});
