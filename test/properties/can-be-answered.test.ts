// Whether everybody has an answer, what excuses that somebody has none, and who still waits.
import { expect, test } from "vitest";
import { everyRequestCanBeAnswered } from "../../properties/can-be-answered.ts";

const { goal, unless, missing } = everyRequestCanBeAnswered;

const client = (name: string, ...outstanding: readonly number[]) => ({ name, outstanding });
const view = { allAnswered: false, exhausted: false, clients: [client("a", 1, 3), client("b"), client("c", 2)] };

test("S1: the goal is that all requests are answered; only a bound that is used up is an excuse", () => {
  expect([goal(view), unless(view)]).toEqual([false, false]);
  expect([goal({ ...view, allAnswered: true }), unless(view)]).toEqual([true, false]);
  expect([goal({ ...view, exhausted: true }), unless({ ...view, exhausted: true })]).toEqual([false, true]);
});

test("S16: what is missing is told with the clients and their requests", () => {
  expect(missing(view)).toEqual({
    message: "a waits for the replies to requests 1 and 3, c waits for the reply to request 2",
    details: {
      waiting: [
        { client: "a", requests: [1, 3] },
        { client: "c", requests: [2] },
      ],
    },
  });
  expect(missing({ ...view, clients: [client("b")] })).toBeUndefined();
});
