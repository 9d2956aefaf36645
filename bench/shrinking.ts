/**
 * How short long failing runs become: every seeded bug in a far larger space than the one that shows it, random runs of 100 to 300 steps there, and each of
 * them shrunk. Writes reports/shrinking.md. By hand:
 * `node --conditions=synod-source --import tsx bench/shrinking.ts [--traces 20] [--seeds 150] [bugs with this in their names]`. It takes an hour; the report is
 * there after every bug.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { basicPaxos } from "../models/basic-paxos/index.ts";
import { multiPaxos } from "../models/multi-paxos/index.ts";
import type { Judged } from "../src/define/property.ts";
import { check } from "../src/explore/check.ts";
import type { Checkable, Model } from "../src/index.ts";
import { RandomWalks } from "../src/shrink/random-walk.ts";
import { shrink } from "../src/shrink/shrink.ts";
import { table } from "./markdown.ts";
import { REPORTS } from "./root.ts";

const { values: options, positionals } = parseArgs({
  options: { traces: { type: "string", default: "20" }, seeds: { type: "string", default: "150" } },
  allowPositionals: true,
});
const TRACES = Number(options.traces);
/** Seeds that are tried for them: a bug that is seldom met has fewer traces. */
const SEEDS = Number(options.seeds);
/** Steps: no step that violates is taken before the shortest length, so that bugs that are met at once have long traces too. */
const SHORTEST = 100;
const LONGEST = 300;

/** What makes the spaces of the seeded bugs large: budgets, requests, epochs and slots. What the scene is about stays. */
const larger = {
  "basic-paxos": { epochs: 9, proposers: 3, learners: 2, nacks: true, network: "set", restarts: 9, duplications: 0 },
  "multi-paxos": {
    ...{ epochs: 9, slots: 9, requests: 9, resends: 9, retransmissions: 9, patient: "nobody", late: "consumed" },
    ...{ restarts: 3, losses: 2, duplications: 9 },
  },
} as const;
const CLIENTS = 3;

interface Row {
  readonly name: string;
  /** In the small space, by exhaustive search. */
  readonly shortest: number;
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Seconds of CPU. */
  readonly seconds: readonly number[];
}

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

async function shortestIn(model: Checkable): Promise<number> {
  const name = model.expect?.violates;
  const { properties } = await check(model);
  return properties.find((each) => each.name === name)?.counterexample?.steps.length ?? Number.POSITIVE_INFINITY;
}

async function rowOf(model: Model, name: keyof typeof larger, bug: string): Promise<Row | undefined> {
  const small = model.configured(bug);
  const clients = Math.max(CLIENTS, Number(small.parameters.clients));
  const large = model.configured(bug, { ...larger[name], ...(name === "multi-paxos" && { clients }) });
  const property = large.properties.find((each) => each.name === small.expect?.violates);
  // What can still happen is not seen in a run.
  if (property === undefined || property.kind === "possible") return undefined;
  const row = { before: [] as number[], after: [] as number[], seconds: [] as number[] };
  const walks = new RandomWalks(large, property as Judged<unknown>);
  for (let seed = 1; seed <= SEEDS && row.after.length < TRACES; seed++) {
    const { failure } = walks.untilFailure(seed, { walks: 1, depth: LONGEST, putOff: SHORTEST });
    if (failure === undefined) continue;
    const startedAt = cpu();
    const shrunk = await shrink(large, failure);
    row.seconds.push(cpu() - startedAt);
    row.before.push(failure.steps.length);
    row.after.push(shrunk?.steps.length ?? Number.NaN);
  }
  return { name: `${name}/${bug}`, shortest: await shortestIn(small), ...row };
}

/** Nobody has a shorter one: not the exhaustive search in the small space, and not any trace of the large one. */
const optimumOf = ({ shortest, after }: Row) => Math.min(shortest, ...after);
const ratiosOf = (row: Row) => row.after.map((after) => after / optimumOf(row));

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const range = (values: readonly number[]) => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? `${least}` : `${least}–${most}`;
};

function reportOf(rows: readonly Row[]): string {
  const met = rows.filter(({ after }) => after.length > 0);
  const rare = rows.filter(({ after }) => after.length === 0).map(({ name }) => `\`${name}\``);
  const ratios = met.flatMap(ratiosOf);
  const seconds = met.flatMap((row) => row.seconds);
  const above = (limit: number) => ratios.filter((ratio) => ratio > limit).length;
  const worstRows = met.filter((row) => median(ratiosOf(row)) > 1.1).map(({ name }) => `\`${name}\``);
  return `# How short long failing runs become

Written by \`bench/shrinking.ts\`. Every seeded bug in a far larger space than the one that shows it (nine epochs and slots, nine requests of three clients, and
budgets for crashes, losses, duplicates, retransmissions): random runs with seeds from 1 to ${SEEDS}, the first ${TRACES} that fail. A step that violates is not taken before there are
${SHORTEST} steps, or most bugs would be met too soon to say anything. Optimum: the shortest known, by exhaustive search in the small space or from any of these runs.

${ratios.length.toLocaleString("en-US")} runs of ${met.length} bugs. After / optimum: median ${median(ratios).toFixed(2)}, worst ${Math.max(...ratios).toFixed(2)}; ${above(1)} above 1, ${above(1.1)} above 1.1, ${above(1.5)} above 1.5.
Bugs whose median is above 1.1: ${worstRows.length === 0 ? "none" : worstRows.join(", ")}.
Seconds of CPU, reducers not remembered from earlier runs: median ${median(seconds).toFixed(2)}, worst ${Math.max(...seconds).toFixed(2)}; ${seconds.filter((each) => each > 1).length} above 1.

${table(
  [
    { title: "bug", align: "left" },
    ...["runs", "before", "after", "optimum", "median ratio", "worst ratio", "median s", "worst s"].map(
      (title) => ({ title, align: "right" }) as const,
    ),
  ],
  met.map((row) => [
    `\`${row.name}\``,
    `${row.after.length}`,
    range(row.before),
    range(row.after),
    `${optimumOf(row)}${optimumOf(row) < row.shortest ? ` (${row.shortest})` : ""}`,
    median(ratiosOf(row)).toFixed(2),
    Math.max(...ratiosOf(row)).toFixed(2),
    median(row.seconds).toFixed(2),
    Math.max(...row.seconds).toFixed(2),
  ]),
)}

In parentheses: the optimum of the small space, where the large one has a shorter way. No run of that length was met of ${rare.length === 0 ? "none" : rare.join(", ")}.
`;
}

const [wanted = ""] = positionals;
const rows: Row[] = [];
for (const [name, model] of [["basic-paxos", basicPaxos] as const, ["multi-paxos", multiPaxos] as const]) {
  const bugs = model.configurations.filter(
    ({ set, expect }) => set !== undefined && "bug" in set && expect !== undefined,
  );
  for (const bug of bugs.filter((each) => `${name}/${each.name}`.includes(wanted))) {
    const row = await rowOf(model as unknown as Model, name, bug.name);
    if (row === undefined) continue;
    rows.push(row);
    process.stderr.write(`${row.name} ${row.after.length}\n`);
    if (wanted === "") write();
  }
}
if (wanted !== "") process.stdout.write(reportOf(rows));

function write(): void {
  mkdirSync(REPORTS, { recursive: true });
  writeFileSync(join(REPORTS, "shrinking.md"), reportOf(rows));
}
