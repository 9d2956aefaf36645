// The three networks, against a plain list of what was sent.
import fc from "fast-check";
import { expect, test } from "vitest";
import { doubled, type Envelope, type Inbox, without } from "../../src/define/network.ts";
import { bag, fifo, type Network, set } from "../../src/index.ts";

const envelopes = fc.array(
  fc.record({
    from: fc.constantFrom("a 0" as const, "b 0" as const),
    message: fc.record({ type: fc.constantFrom("x", "y") }),
  }),
  { maxLength: 8 },
);

const filled = (network: Network, sent: readonly Envelope[]) =>
  sent.reduce<Inbox>((inbox, envelope) => network.with(inbox, envelope), []);
const words = (inbox: Inbox) => inbox.map(({ from, message }) => `${from} ${message.type}`);

test("a bag holds every copy, in an order that does not depend on when it was sent", () => {
  fc.assert(
    fc.property(envelopes, (sent) => {
      const inbox = filled(bag({ noop: "leave" }), sent);
      expect(words(inbox)).toEqual(words(sent).sort());
      expect(words(bag({ noop: "leave" }).deliverable(inbox))).toEqual([...new Set(words(sent))].sort());
    }),
    { seed: 1 },
  );
});

test("a set holds one of each for ever", () => {
  fc.assert(
    fc.property(envelopes, (sent) => {
      const inbox = filled(set(), sent);
      expect(words(inbox)).toEqual([...new Set(words(sent))].sort());
      for (const envelope of inbox) expect(set().after(inbox, envelope)).toEqual(inbox);
    }),
    { seed: 2 },
  );
});

test("a fifo network delivers from each sender what it sent first", () => {
  const network = fifo({ noop: "consume" });
  fc.assert(
    fc.property(envelopes, (sent) => {
      let inbox = filled(network, sent);
      const arrived: string[] = [];
      for (let next = network.deliverable(inbox)[0]; next !== undefined; next = network.deliverable(inbox)[0]) {
        arrived.push(...words([next]));
        inbox = network.after(inbox, next);
      }
      for (const sender of ["a 0", "b 0"]) {
        const bySender = (each: string) => each.startsWith(sender);
        expect(arrived.filter(bySender)).toEqual(words(sent).filter(bySender));
      }
    }),
    { seed: 3 },
  );
});

test("losing takes one copy away, doubling adds one", () => {
  const inbox = filled(bag({ noop: "leave" }), [
    { from: "a 0", message: { type: "x" } },
    { from: "b 0", message: { type: "y" } },
  ]);
  const [first] = inbox;
  if (first === undefined) throw new Error("empty");
  expect(words(without(inbox, first))).toEqual(["b 0 y"]);
  expect(words(doubled(inbox, first))).toEqual(["a 0 x", "a 0 x", "b 0 y"]);
});
