// Linearizability by cases: each history is a few operations of two or three clients, given as the calls and returns in the order in which they happened.
import { expect, test } from "vitest";
import {
  type History,
  invoked,
  linearizable,
  type RegisterCall,
  type RegisterResult,
  register,
  returned,
} from "../../properties/index.ts";

type Happening =
  | readonly [client: number, call: RegisterCall]
  | readonly [client: number, returns: "returns", result: RegisterResult];

const write = (value: string): RegisterCall => ({ kind: "write", value });
const read: RegisterCall = { kind: "read" };
const written: RegisterResult = { kind: "written" };
const got = (value: string): RegisterResult => ({ kind: "read", value });

function findingIn(...happenings: readonly Happening[]): string | undefined {
  const start: History<RegisterCall, RegisterResult> = {};
  const history = happenings.reduce((seen, happening) => {
    const [client, what, result] = happening;
    return what === "returns" && result !== undefined
      ? returned(seen, `client ${client}`, result)
      : invoked(seen, `client ${client}`, what as RegisterCall);
  }, start);
  return linearizable(register("")).check({ history })?.message;
}

test("nothing at all is linearizable", () => {
  expect(findingIn()).toBeUndefined();
});

test("a read after a write returns what was written", () => {
  expect(findingIn([0, write("A")], [0, "returns", written], [1, read], [1, "returns", got("A")])).toBeUndefined();
});

test("a read after a write may not return what was there before", () => {
  expect(findingIn([0, write("A")], [0, "returns", written], [1, read], [1, "returns", got("")])).toBe(
    'no order of the operations explains what came back: client 0: write A; client 1: read → "" (after 1 of client 0)',
  );
});

test("a read during a write may return the old value or the new one", () => {
  expect(findingIn([0, write("A")], [1, read], [1, "returns", got("")])).toBeUndefined();
  expect(findingIn([0, write("A")], [1, read], [1, "returns", got("A")])).toBeUndefined();
});

test("a value that nobody has written cannot be read", () => {
  expect(findingIn([0, write("A")], [1, read], [1, "returns", got("B")])).toMatch('read → "B"');
});

test("once one client has read a pending write, no later read may miss it", () => {
  const pending: Happening[] = [
    [0, write("A")],
    [1, read],
    [1, "returns", got("A")],
    [2, read],
  ];
  expect(findingIn(...pending, [2, "returns", got("A")])).toBeUndefined();
  expect(findingIn(...pending, [2, "returns", got("")])).toMatch("write A …");
});

test("a client's own operations happen in its own order", () => {
  const wrote: Happening[] = [
    [0, write("A")],
    [0, "returns", written],
    [0, write("B")],
    [0, "returns", written],
    [0, read],
  ];
  expect(findingIn(...wrote, [0, "returns", got("B")])).toBeUndefined();
  expect(findingIn(...wrote, [0, "returns", got("A")])).toMatch("write A, write B, read");
});

test("two clients may not see two writes in different orders", () => {
  const bothWritten: Happening[] = [
    [0, write("A")],
    [1, write("B")],
    [0, "returns", written],
    [1, "returns", written],
    [2, read],
    [2, "returns", got("A")],
    [3, read],
  ];
  expect(findingIn(...bothWritten, [3, "returns", got("A")])).toBeUndefined();
  expect(findingIn(...bothWritten, [3, "returns", got("B")])).toMatch("no order");
});

test("an operation that was never invoked cannot return", () => {
  expect(() => findingIn([0, "returns", written])).toThrow("client 0 has no operation that could return");
});
