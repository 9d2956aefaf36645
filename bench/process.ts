/**
 * One run of a command as a whole process: what it printed, and what it cost. GNU time asks the kernel for the CPU time and the peak memory of the child, which
 * Node only knows of itself; its CPU times are in hundredths of a second.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "./checkers/checker.ts";
import { BenchFailure } from "./failure.ts";
import { ROOT } from "./root.ts";
import { TIME } from "./tools.ts";

export interface Cost {
  /** Seconds, user and system together. */
  readonly cpu: number;
  /** Seconds. */
  readonly wall: number;
  /** Bytes, at the peak. */
  readonly rss: number;
}

export interface Run {
  readonly cost: Cost;
  readonly printed: string;
}

/** A checker runs in the repository, where `synod` finds itself, and writes nothing there unless it finds a violation. */
export function run({ program, args }: Command, folder: string): Run {
  const costs = join(folder, "cost.txt");
  const { status, error, stdout, stderr } = spawnSync(TIME.program, ["-f", FORMAT, "-o", costs, program, ...args], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) throw new BenchFailure(`${program} cannot be run: ${error.message}`);
  if (status !== 0) throw new BenchFailure(`${program} has ended with ${status}:\n${stdout}${stderr}`);
  return { cost: costIn(readFileSync(costs, "utf8")), printed: stdout };
}

const FORMAT = "%U %S %e %M";

/** The last line: GNU time puts a remark before it if the command has failed. */
export function costIn(text: string): Cost {
  const [user, system, wall, kilobytes] = (text.trimEnd().split("\n").at(-1) ?? "").split(" ").map(Number);
  if (user === undefined || system === undefined || wall === undefined || !kilobytes) {
    throw new BenchFailure(`GNU time has written ${JSON.stringify(text)}`);
  }
  return { cpu: user + system, wall, rss: kilobytes * 1024 };
}
