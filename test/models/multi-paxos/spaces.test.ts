// How large the spaces are. A change of these numbers is a change of the protocol, or of what counts as a step.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { multiPaxos } from "../../../models/multi-paxos/index.ts";
import { scenes } from "../../../models/multi-paxos/scenes.ts";
import { check } from "../../../src/explore/check.ts";
import { ROOM } from "../room.ts";

/** Distinct states, steps and depth of every scene. */
const spaces: Readonly<Record<string, readonly [distinct: number, steps: number, depth: number]>> = {
  "happy-path": [37, 73, 8],
  broadcast: [128, 305, 9],
  "one-server": [7, 6, 7],
  "five-servers": [1_096_232, 3_934_465, 23],
  "five-servers-duplication": [842, 2_567, 10],
  "five-servers-partition": [8_016, 24_965, 28],
  "one-request": [2_739, 7_138, 14],
  duel: [3_085, 7_928, 14],
  "duel-commit": [4_341, 9_792, 17],
  "duel-broadcast": [46_928, 139_730, 17],
  "duel-network": [26_745, 77_481, 20],
  "duel-prepared": [17_000, 44_114, 17],
  "no-step-down": [8_855, 26_932, 16],
  loss: [450_862, 1_863_812, 23],
  duplication: [11_574, 29_021, 15],
  restart: [14_691, 44_043, 16],
  "restarted-leader": [210, 515, 9],
  "catching-up": [84_204, 274_136, 18],
  "three-epochs": [208_087, 540_135, 20],
  "leads-twice": [1_265_243, 2_782_005, 26],
  "leads-twice-announced": [5_680_545, 14_997_085, 26],
  pipelining: [2_537, 10_010, 15],
  "pipelining-broadcast": [29_293, 136_548, 17],
  "pipelining-three-slots": [253_645, 1_500_243, 22],
  "one-slot-at-a-time": [2_385, 9_450, 15],
  election: [190_793, 599_609, 21],
  "election-announced": [2_901_609, 12_781_067, 23],
  "election-resend": [1_376_828, 5_150_776, 25],
  "election-backlog": [2_383_352, 8_618_068, 25],
  "prepare-window": [42_225, 144_815, 21],
  "prepare-window-resend": [4_154_258, 15_952_227, 27],
  "two-outstanding": [2_537, 10_010, 15],
  "client-order": [1_269, 5_005, 15],
  "client-order-election": [578_627, 1_933_035, 24],
  dedupe: [303_826, 1_783_253, 23],
  "dedupe-acknowledged": [316_434, 1_846_405, 23],
  "dedupe-election": [8_354, 24_451, 16],
  redirects: [18_118, 51_638, 17],
  "cache-window": [79_913, 425_098, 22],
  "cache-window-resend": [649_138, 3_906_413, 25],
  register: [28_441, 95_906, 21],
  "register-election": [79_883, 234_918, 23],
  "roles-apart": [57_856, 195_453, 21],
  "three-leaders-apart": [2_304_720, 9_799_302, 30],
  "duplication-apart": [3_943, 10_613, 15],
  "restart-apart": [7_878, 19_528, 20],
  "restart-apart-prepared": [170_140, 419_659, 25],
};

/** Judged every day. Of the others the states are counted and not looked at: to count is cheap, and the command line judges them all. */
const judged: ReadonlySet<string> = new Set([
  ...["happy-path", "broadcast", "one-server", "one-request", "duel", "duel-commit", "duel-broadcast", "restart"],
  ...["pipelining", "pipelining-broadcast", "election", "dedupe-election", "roles-apart", "five-servers-partition"],
]);

const isFull = Boolean(process.env.SYNOD_FULL);
/** States that are counted every day. */
const SMALL = 50_000;

const configured = (scene: string) => multiPaxos.configured(scene === "happy-path" ? "" : scene);

const all = Object.entries(spaces).map(([scene, [distinct, steps, depth]]) => ({ scene, distinct, steps, depth }));

/** Snapshots, replaced servers and changes of membership are counted apart (memory-spaces.test.ts). */
const isOfMemory = (scene: string) => /^(snapshots|destroyed|members)/.test(scene);
const scenesHere = Object.entries(scenes).filter(([scene]) => !isOfMemory(scene));

test("every scene is here", () => {
  expect(Object.keys(spaces)).toEqual(scenesHere.map(([scene]) => scene));
});

test.each(all.filter(({ scene, distinct }) => isFull || distinct < SMALL || judged.has(scene)))(
  "multi-paxos/$scene has $distinct states",
  async ({ scene, distinct, steps, depth }) => {
    const model = configured(scene);
    const result = await check(isFull || judged.has(scene) ? model : { ...model, properties: [] }, ROOM);
    expect(result).toMatchObject({ verdict: "held", distinct, generated: steps + 1, depth, notIdle: [] });
  },
  300_000,
);

test("the table of docs/protocol.md has these numbers", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/protocol.md"), "utf8");
  const rows = [
    ...page.matchAll(/^\| `(?:multi-paxos|\/([\w-]+))`(?: \(full\))? \| (.*) \| ([\d,]+) \| ([\d,]+) \|$/gm),
  ];
  const number = (text = "") => Number(text.replaceAll(",", ""));
  const told = rows.map(([, scene = "happy-path", about, distinct, steps]) => [
    scene,
    about,
    number(distinct),
    number(steps),
  ]);
  expect(told.filter(([scene]) => !isOfMemory(String(scene)))).toEqual(
    scenesHere.map(([scene, { about }]) => [scene, about, spaces[scene]?.[0], spaces[scene]?.[1]]),
  );
});

// A small enumerator of another make counts the same where steps mean the same: clients do not listen, and a delivery that changes nothing is a step.
describe("as a reference enumerator counts", () => {
  const asReference = { late: "consumed", answers: "nobody" } as const;

  test.each([
    ["one request (S2)", {}, 25],
    ["one request (S3)", { learning: "broadcast" }, 101],
    ["two requests in two slots (S2)", { clients: 2, slots: 2 }, 1_201],
    ["three requests in three slots (S2)", { clients: 3, slots: 3 }, 86_473],
  ] as const)("%s: %o has %i states", async (_, set, distinct) => {
    const model = multiPaxos({ ...asReference, ...set });
    expect(await check({ ...model, properties: [] }, ROOM)).toMatchObject({ verdict: "held", distinct });
  });

  // Whichever requests have arrived, and in whichever order, each has a slot of its own, in which it goes on like a single one.
  test.each([
    ["announce", 2],
    ["announce", 3],
    ["broadcast", 2],
  ] as const)("slots multiply (%s, %i requests)", async (learning, requests) => {
    const distinctWith = async (clients: number) => {
      const model = multiPaxos({ ...asReference, learning, clients, slots: clients });
      return (await check({ ...model, properties: [] }, ROOM)).distinct;
    };
    const underWay = (await distinctWith(1)) - 1;
    const arrived = Array.from({ length: requests + 1 }, (_, count) => orders(requests, count) * underWay ** count);
    expect(await distinctWith(requests)).toBe(arrived.reduce((sum, each) => sum + each));
  });
});

/** In how many orders so many of all can arrive. */
function orders(all: number, count: number): number {
  return count === 0 ? 1 : all * orders(all - 1, count - 1);
}
