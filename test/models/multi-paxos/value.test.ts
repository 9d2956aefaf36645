// Values by name: different values have different names, and a name says all there is to know (S11, S14).
import fc from "fast-check";
import { expect, test } from "vitest";
import { idOf, NOOP, nameOf, requestNamed } from "../../../models/multi-paxos/value.ts";
import { a2, request, seq } from "./words.ts";

test("S14: a request is named by its client, its number there and what it asks for", () => {
  expect(nameOf(a2)).toBe("c0#2 append a2");
  expect(nameOf(request(1, 2, 1))).toBe("c1#2 append b2 (ack 1)");
  expect(idOf(a2)).toBe("c0#2");
});

test("S11: a noop is no request", () => {
  expect(nameOf(NOOP)).toBe("noop");
  expect(requestNamed("noop")).toBe(null);
});

test("a request can be told from its name", () => {
  const requests = fc.record({
    client: fc.nat(20),
    seq: fc.integer({ min: 1, max: 20 }).map(seq),
    op: fc.constantFrom("append a1", "put b2", "get"),
    ack: fc.nat(20).map(seq),
  });
  fc.assert(
    fc.property(requests, (each) => {
      expect(requestNamed(nameOf(each))).toEqual(each);
    }),
  );
});
