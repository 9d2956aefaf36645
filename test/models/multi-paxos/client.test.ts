// The client: numbers (S14), its window (S19), and sending again (S16, S17).
import { describe, expect, test } from "vitest";
import { appendLog } from "../../../models/multi-paxos/application.ts";
import { type Client, type ClientOptions, client, clientRules } from "../../../models/multi-paxos/client.ts";
import { act, deliver } from "../one-step.ts";
import { epoch, seq } from "./words.ts";

const clientWith = (set: Partial<ClientOptions> = {}) =>
  client({
    requests: 3,
    outstanding: 2,
    resends: 1,
    resendTo: "next",
    redirects: true,
    targets: "leader",
    servers: 3,
    server: "server",
    acknowledges: true,
    isWatched: false,
    opOf: appendLog.opOf,
    rules: clientRules,
    ...set,
  });

const node = clientWith();

const sending = (number: number, replies: readonly number[] = [], set: Partial<Client> = {}): Client => ({
  ...node.initial(0),
  sent: seq(number),
  replies: replies.map((each) => ({ seq: seq(each), reply: `r${each}` })),
  ...set,
});

const reply = (before: Client, number: number, on = node) =>
  deliver(on, { before, from: "server 1", message: { type: "reply", seq: seq(number), reply: `r${number}` } });

const sentRequest = (number: number, ack: number) => ({ type: "request", seq: number, op: `append a${number}`, ack });

describe("reply", () => {
  test("S14: a reply belongs to the request with its number, in whatever order replies come", () => {
    const { after } = reply(sending(2), 2);
    expect(after.replies).toEqual([{ seq: 2, reply: "r2" }]);
    expect(reply(after, 1).after.replies).toEqual([
      { seq: 1, reply: "r1" },
      { seq: 2, reply: "r2" },
    ]);
  });

  test("the first reply counts, and one that comes again changes nothing", () => {
    const before = sending(2, [1]);
    expect(reply(before, 1).after).toBe(before);
  });

  test("S19: the reply to the oldest request opens the window, and the next request acknowledges it", () => {
    const { after, sent } = reply(sending(2), 1);
    expect(after.sent).toBe(3);
    expect(sent).toEqual([["server 0", sentRequest(3, 1)]]);
  });

  test("S19: the reply to a later request does not: request 3 would say that the reply to request 1 is there", () => {
    const { after, sent } = reply(sending(2), 2);
    expect(after.sent).toBe(2);
    expect(sent).toEqual([]);
  });
});

describe("resend", () => {
  test("S16: it sends everything it has no reply to, to the next server", () => {
    const { after, sent } = act(node, { before: sending(2), action: "resend" });
    expect(after).toMatchObject({ target: 1, resends: 0 });
    expect(sent).toEqual([
      ["server 1", sentRequest(1, 0)],
      ["server 1", sentRequest(2, 0)],
    ]);
  });

  test("S16: or to the same, or to all", () => {
    const before = sending(1);
    expect(act(clientWith({ resendTo: "same" }), { before, action: "resend" }).sent).toEqual([
      ["server 0", sentRequest(1, 0)],
    ]);
    const toAll = act(clientWith({ resendTo: "all" }), { before, action: "resend" }).sent;
    expect(toAll.map(([to]) => to)).toEqual(["server 0", "server 1", "server 2"]);
  });

  test("the end of its sends is reported", () => {
    const before = sending(1, [], { resends: 0 });
    const { after, reached } = act(node, { before, action: "resend" });
    expect(after).toBe(before);
    expect(reached).toEqual(["resends"]);
  });

  test("there is nothing to send when all is answered", () => {
    expect(node.actions?.resend?.enabled?.(sending(2, [1, 2]), 0)).toBe(false);
  });
});

test("S17: it turns to the leader it is told of, and asks there", () => {
  const message = { type: "redirect", view: epoch(5) } as const;
  const { after, sent } = deliver(node, { before: sending(1), from: "server 1", message });
  expect(after).toMatchObject({ target: 2, resends: 0 });
  expect(sent).toEqual([["server 2", sentRequest(1, 0)]]);
});
