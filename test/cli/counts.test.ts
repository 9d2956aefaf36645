// What other checkers count, through the command line's JSON: TLC, SPIN, rumur and Stateright for two-phase commit, TLC, SPIN and rumur for Lamport's
// Paxos, Stateright for register Paxos. These numbers stand nowhere else: the code cannot know them.

import { resolve } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";

async function counted(model: string, set: Readonly<Record<string, string | number>>): Promise<object> {
  let json = "";
  const stdout = { write: (text: string) => (json += text) };
  const args = Object.entries(set).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
  const exitCode = await main(["check", model, ...args, "--reporter", "json"], {
    stdout,
    stderr: { write: () => true },
    env: {},
    folder: resolve(import.meta.dirname, "../.."),
    replay: "synod replay",
    signal: new AbortController().signal,
  });
  expect(exitCode).toBe(0);
  const { models } = JSON.parse(json) as { models: object[] };
  expect(models).toHaveLength(1);
  return models[0] ?? {};
}

test.each([
  ["two-phase-commit", { rms: 3 }, { distinct: 288, generated: 1_146, depth: 11 }],
  ["two-phase-commit", { rms: 5 }, { distinct: 8_832, generated: 58_146, depth: 17 }],
  ["two-phase-commit", { rms: 7 }, { distinct: 296_448, generated: 2_744_706, depth: 23 }],
  ["lamport-paxos", { acceptors: 1, values: 1, ballots: 2 }, { distinct: 25, generated: 82, depth: 9 }],
  ["lamport-paxos", { acceptors: 3, values: 1, ballots: 2 }, { distinct: 1_681, depth: 17 }],
  ["lamport-paxos", { acceptors: 3, values: 1, ballots: 3 }, { distinct: 68_921, depth: 25 }],
  ["lamport-paxos", { acceptors: 3, values: 2, ballots: 2 }, { distinct: 3_921, generated: 23_563, depth: 17 }],
  ["lamport-paxos", { acceptors: 3, values: 2, ballots: 3 }, { distinct: 185_369, generated: 1_361_380, depth: 25 }],
  ["register-paxos", { clients: 1 }, { distinct: 265, generated: 482, depth: 14, terminal: 20 }],
  ["register-paxos", { clients: 2 }, { distinct: 16_668, generated: 32_971, depth: 21, terminal: 1_268 }],
  ["register-paxos", { clients: 3 }, { distinct: 1_194_428, generated: 2_420_477, depth: 28, terminal: 89_684 }],
  ["register-paxos", { clients: 1, network: "fifo" }, { distinct: 237, generated: 512, depth: 15 }],
  ["register-paxos", { clients: 1, network: "set" }, { distinct: 634, generated: 1_783, depth: 15 }],
  ["register-paxos", { clients: 2, network: "set" }, { distinct: 42_805, generated: 133_965 }],
])("%s with %o", async (model, set, counts) => {
  expect(await counted(model, set)).toMatchObject({ name: model, verdict: "held", ...counts });
});

test.runIf(process.env.SYNOD_FULL).each([
  ["two-phase-commit", { rms: 8 }, { distinct: 1_745_408, generated: 18_507_778, depth: 26 }],
  ["two-phase-commit", { rms: 9 }, { distinct: 10_340_352, generated: 123_558_402, depth: 29 }],
  ["lamport-paxos", { ballots: 4 }, { distinct: 8_220_065 }],
  ["register-paxos", { clients: 4 }, { distinct: 2_372_188, generated: 4_807_983, depth: 28 }],
])("%s with %o", { timeout: 600_000 }, async (model, set, counts) => {
  expect(await counted(model, set)).toMatchObject({ name: model, verdict: "held", ...counts });
});
