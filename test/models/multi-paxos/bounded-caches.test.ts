// S19: whatever bounds the reply cache, acknowledgements or the client's window, it is never larger than the window; without, it grows with the log.
import { expect, test } from "vitest";
import { multiPaxos } from "../../../models/multi-paxos/index.ts";
import { viewOf } from "../../../models/multi-paxos/view.ts";
import { cachesAreBounded } from "../../../properties/index.ts";
import { check } from "../../../src/explore/check.ts";
import { over } from "../../../src/index.ts";
import { optionsWith } from "./words.ts";

test.each([
  ["ack", "held"],
  ["window", "held"],
  ["both", "held"],
  ["none", "violated"],
] as const)("two requests at once, pruning=%s: %s", async (pruning, verdict) => {
  const model = multiPaxos({ requests: 3, outstanding: 2, slots: 3, learning: "leader-only", pruning });
  const properties = over(viewOf(optionsWith(model.parameters)), [cachesAreBounded]);
  expect(await check({ ...model, properties })).toMatchObject({ verdict });
});
