// The matchers in a project of a user's: what a person sees there, with all that Vitest does around a test.
import type { ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { settled } from "../cli/transcript.ts";
import { Scratch } from "./scratch.ts";

const MODEL = `import { always, choice, defineModel, integer, sometimes, transitionSystem, violation } from "synod";

interface State {
  readonly leader: number;
  readonly follower: number;
}

export const keepsUp = always<State>("follower-keeps-up", ({ leader, follower }) =>
  leader - follower > 2 ? violation(\`the leader is at \${leader}, the follower at \${follower}\`) : undefined,
);

export const catchUp = defineModel({
  name: "catch-up",
  about: "a follower that replicates",
  parameters: {
    entries: integer({ default: 5, min: 1, max: 1_000_000, about: "entries that the leader appends" }),
    bug: choice({ default: "none", of: ["none", "no-wait"], about: "the leader does not wait" }),
  },
  build: ({ entries, bug }) => ({
    system: transitionSystem<State>({
      initial: { leader: 0, follower: 0 },
      actions: [
        {
          name: "append",
          reads: ["leader", "follower"],
          next: ({ leader, follower }) =>
            leader < entries && (bug === "no-wait" || leader - follower < 2) ? { leader: leader + 1 } : undefined,
        },
        {
          name: "replicate",
          reads: ["leader", "follower"],
          next: ({ leader, follower }) => (follower < leader ? { follower: follower + 1 } : undefined),
        },
      ],
    }),
    properties: [keepsUp, sometimes<State>("all-is-replicated", ({ follower }) => follower === entries)],
  }),
});
`;

const PASSING = `import { expect, test } from "vitest";
import "synod/vitest";
import { catchUp, keepsUp } from "./catch-up.ts";

test("holds", () => expect(catchUp).toHold());
test("one property holds", () => expect(catchUp({ entries: 3 })).toHold(keepsUp));
test("several hold", () => expect(catchUp()).toHold(["follower-keeps-up", "all-is-replicated"]));
test("a system alone", () => expect(catchUp().system).toHold(keepsUp));
test("the bug is caught", () => expect(catchUp({ bug: "no-wait" })).toViolate("follower-keeps-up", { within: 3 }));
test("not sooner", () => expect(catchUp({ bug: "no-wait" })).not.toViolate(keepsUp, { within: 2 }));
test("does not hold", () => expect(catchUp({ bug: "no-wait" })).not.toHold());
test("a witness", () => expect(catchUp()).toReach("all-is-replicated", { within: 10 }));
test("a condition", () => expect(catchUp()).toReach(({ leader, follower }) => leader === 5 && follower === 3));
test("never", () => expect(catchUp()).not.toReach(({ leader, follower }) => leader < follower));
test("states", () => expect(catchUp()).toHaveStates(15));
test("figures", () => expect(catchUp()).toHaveStates({ distinct: 15, generated: 19, depth: 11 }));
test("other states", () => expect(catchUp()).not.toHaveStates(16));
`;

const FAILING = `import { expect, test } from "vitest";
import "synod/vitest";
import { catchUp, keepsUp } from "./catch-up.ts";

const broken = catchUp({ bug: "no-wait" });

test("holds", () => expect(broken).toHold(keepsUp));
test("is violated", () => expect(catchUp()).toViolate(keepsUp));
test("is violated sooner", () => expect(broken).toViolate(keepsUp, { within: 2 }));
test("is reached", () => expect(catchUp()).toReach(({ leader }) => leader === 6));
test("is not reached", () => expect(catchUp({ entries: 1 })).not.toReach("all-is-replicated"));
test("has states", () => expect(catchUp(), "the whole space").toHaveStates(16));
test("has no more states", () => expect(catchUp()).toHaveStates(16, { maxStates: 5 }));
test("is not known", () => expect(catchUp()).toHold([], { maxStates: 5 }));
test("is not known not to", () => expect(catchUp()).not.toHold([], { maxStates: 5 }));
test("a wrong name", () => expect(catchUp()).toHold("follower-keep-up"));
test("a witness as a property", () => expect(catchUp()).toViolate("all-is-replicated"));
test("a property as a witness", () => expect(catchUp()).toReach(keepsUp));
test("no model", () => expect(5).toHold());
test("nothing to hold", () => expect(catchUp().system).toHold());
`;

/** Each starts Vitest once more. */
const slow = test.runIf(process.env.SYNOD_FULL);

let scratch: Scratch;

/** The example of docs/reports.md. */
const docs = readFileSync(join(import.meta.dirname, "../../docs/reports.md"), "utf8");
const DOCUMENTED = docs.split("```ts file=bug.test.ts\n")[1]?.split("```")[0] ?? "";

beforeAll(() => {
  scratch = new Scratch({
    "bug.test.ts": DOCUMENTED,
    "catch-up.ts": MODEL,
    "passing.test.ts": PASSING,
    "failing.test.ts": FAILING,
  });
});
afterAll(() => scratch.remove());

/** Without what differs from run to run, and from one computer to another. */
function plain(text: string): string {
  return settled(text, scratch.folder)
    .replaceAll(/ {3}Start at .*\n {3}Duration .*\n/g, "")
    .replaceAll(/^ (RUN) .*$/gm, " $1")
    .replaceAll(/ \d+ms$/gm, "");
}

test("what holds passes, and leaves nothing behind", { timeout: 60_000 }, async () => {
  const { code, text } = await scratch.run("passing", "bug", "--pool", "threads");
  expect(text).toContain("Tests  17 passed (17)");
  expect(code).toBe(0);
  expect(existsSync(join(scratch.folder, "reports"))).toBe(false);
});

test("what does not hold is shown as on the terminal, beside the line that expected it", {
  timeout: 60_000,
}, async () => {
  const { code, text } = await scratch.run("failing", "--maxWorkers", "1");
  expect(code).toBe(1);
  const failures = text.slice(text.indexOf(" FAIL "), text.indexOf(" Test Files"));
  await expect(plain(failures)).toMatchFileSnapshot("failures.golden.txt");
  const printed = await scratch.synod("check", "catch-up.ts", "--set", "bug=no-wait");
  const story = printed.text.slice(0, printed.text.indexOf("    replay:"));
  const withoutFigures = (of: string) => plain(of).replace(/\d+ states in/, "");
  expect(withoutFigures(text)).toContain(withoutFigures(story));
  await expectTrace(text);
});

/** The trace of the first failure is attached, and the line that replays it works. */
async function expectTrace(text: string): Promise<void> {
  const [, trace = "", file = ""] = /replay: npm run replay -- (\S+) (\S+)/.exec(text) ?? [];
  const replayed = await scratch.synod("replay", trace, file);
  expect(replayed.code).toBe(1);
  expect(replayed.text).toContain("the leader is at 3, the follower at 0");
  const folder = join(scratch.folder, ".vitest-attachments");
  const attached = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  expect(attached).toContain(readFileSync(join(scratch.folder, trace), "utf8"));
}

const LARGE = `import { expect, test } from "vitest";
import "synod/vitest";
import { twoPhaseCommit } from "synod/models/two-phase-commit";

test("large", { timeout: 2000 }, () => expect(twoPhaseCommit({ rms: 9 })).toHold());
`;

test("a search that would last longer than its test ends before it and says why", { timeout: 60_000 }, async () => {
  scratch.write("large.test.ts", LARGE);
  const { code, text } = await scratch.run("large");
  expect(code).toBe(1);
  expect(text).not.toContain("Test timed out");
  expect(text).toMatch(
    /AssertionError: two-phase-commit is not known to hold\nThe search was ended after [01]\.\d\d s, because the test may take 2\.00 s: /,
  );
});

slow("forks do as well as threads", { timeout: 60_000 }, async () => {
  expect((await scratch.run("passing", "--pool", "forks")).text).toContain("Tests  13 passed (13)");
});

slow("shards share the files of tests among them", { timeout: 60_000 }, async () => {
  const texts = await Promise.all([1, 2].map((shard) => scratch.run("passing", "failing", `--shard=${shard}/2`)));
  const tests = texts.map(({ text }) => / Tests {2}(.*)/.exec(text)?.[1]).sort();
  expect(tests).toEqual(["13 passed (13)", "14 failed (14)"]);
});

slow("a folder that cannot be written to costs the trace and not the story", { timeout: 60_000 }, async () => {
  rmSync(join(scratch.folder, "reports"), { recursive: true, force: true });
  scratch.write("reports", "");
  const { text } = await scratch.run("failing", "-t", "^holds");
  expect(text).toMatch(/catch-up does not hold\nThe trace is not saved: cannot write .*: ENOTDIR/);
  expect(text).toContain("the leader is at 3, the follower at 0");
  rmSync(join(scratch.folder, "reports"));
});

slow("while Vitest watches, a change of the model runs its tests again", { timeout: 60_000 }, async () => {
  scratch.write("watched.test.ts", PASSING);
  const child = scratch.start("watch", "watched");
  const until = wantedIn(child);
  await until("Tests  13 passed");
  await until("Waiting for file changes");
  scratch.write("catch-up.ts", MODEL.replace("leader - follower < 2", "leader - follower < 3"));
  await until("follower-keeps-up  catch-up  violated after 3 steps");
  child.kill();
  scratch.write("catch-up.ts", MODEL);
});

/** Waits until a process has said something. */
function wantedIn({ stdout, stderr }: ChildProcess): (wanted: string) => Promise<void> {
  let text = "";
  let look = (): void => undefined;
  for (const stream of [stdout, stderr])
    stream?.on("data", (chunk) => {
      text += chunk;
      look();
    });
  return (wanted) =>
    new Promise((resolve) => {
      look = () => text.includes(wanted) && resolve();
      look();
    });
}
