// Blind updates are run once for each value they meet, and are known by their keys; projections likewise.
import { expect, test } from "vitest";
import type { Projection, Update } from "../../src/define/system.ts";
import { Domain, Interner } from "../../src/space/interner.ts";
import { Operations } from "../../src/space/operations.ts";
import { Projections } from "../../src/space/projections.ts";

function domains(count: number): { readonly interner: Interner; readonly all: readonly Domain[] } {
  const interner = new Interner();
  return { interner, all: Array.from({ length: count }, (_, at) => new Domain(interner, `component ${at}`)) };
}

function adding(amount: number): Update {
  return { key: ["add", amount], apply: (old) => (old as number) + amount };
}

test("updates of one component with equal keys are one operation", () => {
  const operations = new Operations(domains(2).all);
  const number = operations.numberOf(0, adding(1));
  expect(operations.numberOf(0, adding(1))).toBe(number);
  expect(operations.numberOf(0, adding(2))).not.toBe(number);
});

test("an update of another component is another operation, even if it is the same object", () => {
  const operations = new Operations(domains(2).all);
  const shared = adding(1);
  const numbers = [operations.numberOf(0, shared), operations.numberOf(1, shared)];
  expect(numbers.map((number) => operations.component[number])).toEqual([0, 1]);
});

test("what an operation does is remembered for each id, however many there are", () => {
  const { all } = domains(1);
  const [domain] = all as readonly [Domain];
  for (let value = 0; value < 100; value++) domain.idOf(value);
  const operations = new Operations(all);
  const number = operations.numberOf(0, adding(10));
  for (const id of [0, 15, 16, 31, 32, 99, 95]) {
    const after = operations.learn(number, id);
    expect(domain.values[after - 1]).toBe(id + 10);
    expect(operations.table[number]?.[id]).toBe(after);
  }
  expect(operations.table[number]?.[17]).toBe(0);
});

test("a domain numbers the values of its own component, from 0", () => {
  const [a, b] = domains(2).all as readonly [Domain, Domain];
  expect(["x", "y", "x", "z"].map((value) => a.idOf(value))).toEqual([0, 1, 0, 2]);
  expect(["z", "x"].map((value) => b.idOf(value))).toEqual([0, 1]);
  expect(a.values).toEqual(["x", "y", "z"]);
  expect(a.size).toBe(3);
});

test("values with equal projections have one id there", () => {
  const { interner, all } = domains(1);
  const [domain] = all as readonly [Domain];
  const tens: Projection = { name: "tens", of: (value) => ({ tens: Math.floor((value as number) / 10) }) };
  const projections = new Projections(interner, all, ["counter"]);
  const place = projections.places[projections.numberOf(0, tens)];
  if (place === undefined) throw new Error("no place");
  const ids = Array.from({ length: 100 }, (_, value) => projections.idAt(place, domain.idOf(value)));
  expect(new Set(ids).size).toBe(10);
  expect(place.domain.values[projections.idAt(place, domain.idOf(57))]).toEqual({ tens: 5 });
  expect(place.domain.size).toBe(10);
});

test("each projection of each component is a place of its own, and the whole component is one too", () => {
  const { interner, all } = domains(2);
  const projections = new Projections(interner, all, ["a", "b"]);
  const part: Projection = { name: "part", of: () => 0 };
  const numbers = [projections.numberOf(0, part), projections.numberOf(1, part), projections.numberOf(0, undefined)];
  expect(new Set(numbers).size).toBe(3);
  expect(projections.numberOf(1, part)).toBe(numbers[1]);
  expect(projections.places[numbers[2] as number]?.domain).toBe(all[0]);
});

test("what cannot be part of a state is refused where it turns up, with the name of the place", () => {
  const { interner, all } = domains(1);
  expect(() => all[0]?.idOf({ at: new Date(0) })).toThrow("component 0.at is an instance of Date");
  const projections = new Projections(interner, all, ["counter"]);
  const place = projections.places[projections.numberOf(0, { name: "clock", of: () => new Date(0) })];
  all[0]?.idOf(1);
  expect(() => place && projections.idAt(place, 0)).toThrow("clock of counter is an instance of Date");
});
