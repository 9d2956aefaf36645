// A failure is kept once, whatever the order of its independent steps, and is tried again where model and parameters are the same.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepFailure } from "../../src/shrink/keep.ts";
import type { TraceStep } from "../../src/trace/replay.ts";
import { retriedOn, savedIn } from "../../src/trace/saved.ts";
import type { Trace } from "../../src/trace/trace-file.ts";
import { lock } from "../cli/fixtures/lock.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "synod-kept-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ask = (client: number): TraceStep => ({
  event: { kind: "act", node: `client ${client}`, action: "ask" },
  choice: 0,
});
const request = (client: number): TraceStep => ({
  event: { kind: "deliver", node: "server 0", from: `client ${client}`, message: { type: "request" } },
  choice: 0,
});
const grant = (client: number): TraceStep => ({
  event: { kind: "deliver", node: `client ${client}`, from: "server 0", message: { type: "grant" } },
  choice: 0,
});

const buggy = lock({ bug: "double-grant" });

const traceOf = (steps: readonly TraceStep[]): Trace => ({
  formatVersion: 1,
  tool: "synod 0.0.0",
  model: "lock",
  parameters: buggy.parameters,
  property: "mutual-exclusion",
  verdict: "violated",
  evidence: { message: "", details: {} },
  initial: 0,
  steps,
});

const apart = traceOf([ask(0), request(0), grant(0), ask(1), request(1), grant(1)]);
const mixed = traceOf([ask(1), ask(0), request(0), grant(0), request(1), grant(1)]);
const other = traceOf([ask(0), request(0), grant(0), ask(2), request(2), grant(2)]);

const never = (failure: unknown) => {
  throw failure;
};

test("runs that differ in the order of independent steps are kept once, and the file stays as it is", () => {
  const first = keepFailure(folder, buggy, mixed);
  const path = join(folder, first.name);
  const text = readFileSync(path, "utf8");
  utimesSync(path, 1, 1);
  expect(first.isNew).toBe(true);
  expect(keepFailure(folder, buggy, apart)).toEqual({ name: first.name, isNew: false });
  expect(readFileSync(path, "utf8")).toBe(text);
  expect(statSync(path).mtimeMs).toBe(1000);
  expect(JSON.parse(text).steps).toEqual(apart.steps);
});

test("another run is another failure", () => {
  const crowd = lock({ clients: 3, bug: "double-grant" });
  expect(keepFailure(folder, crowd, apart).name).not.toBe(keepFailure(folder, crowd, other).name);
  expect(readdirSync(folder)).toHaveLength(2);
});

test("a kept failure is tried again on its model with its parameters, and on no other", () => {
  keepFailure(folder, buggy, apart);
  const saved = savedIn(folder, ".", never);
  expect(retriedOn(buggy, saved)).toMatchObject([{ outcome: "fails", property: "mutual-exclusion" }]);
  expect(retriedOn(lock.configured("double-grant"), saved)).toMatchObject([{ outcome: "fails" }]);
  expect(retriedOn(lock({ bug: "none" }), saved)).toEqual([]);
  expect(retriedOn({ ...buggy, name: "door" }, saved)).toEqual([]);
});

test("one that has parameters of before, or of later, is tried all the same", () => {
  const [{ parameters }] = [apart];
  const { clients, ...fewer } = parameters;
  const saved = [fewer, { ...parameters, doors: 1 }].map((changed, at) => ({
    path: `${at}`,
    trace: { ...apart, parameters: changed },
  }));
  expect(clients).toBe(2);
  expect(retriedOn(buggy, saved).map(({ outcome }) => outcome)).toEqual(["fails", "fails"]);
});

test("one that holds is fixed; one that cannot be run, or has no property any more, is lost", () => {
  const trace = (changed: Partial<Trace>) => ({ path: "x", trace: { ...apart, ...changed } });
  const saved = [
    trace({ steps: [ask(0)] }),
    trace({ steps: [grant(0)] }),
    trace({ property: "fairness" }),
    trace({ initial: 7 }),
  ];
  expect(retriedOn(buggy, saved)).toEqual([
    { path: "x", property: "mutual-exclusion", outcome: "fixed" },
    {
      path: "x",
      property: "mutual-exclusion",
      outcome: "lost",
      reason: "step 1 is no longer possible: server 0 → client 0 grant",
    },
    { path: "x", property: "fairness", outcome: "lost", reason: "there is no property fairness" },
    { path: "x", property: "mutual-exclusion", outcome: "lost", reason: "the model has no initial state number 7" },
  ]);
});

test("there need not be a folder", () => {
  expect(savedIn(folder, "traces", never)).toEqual([]);
});
