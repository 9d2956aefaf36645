/** Progress on stderr: one line that is written over where someone watches, a line every ten seconds where only a log does. */
import type { Coverage } from "../explore/search.ts";
import { count, megabytes, rough, seconds } from "../report/numbers.ts";
import type { Terminal } from "./terminal.ts";

const REDRAW_SECONDS = 0.1;
const HEARTBEAT_SECONDS = 10;

export interface Progress {
  update(coverage: Coverage, elapsed: number): void;
  /** Takes the line away. */
  clear(): void;
}

export function progressOn({ stderr, env }: Terminal, name: string, quiet: boolean): Progress {
  if (quiet) return { update: () => undefined, clear: () => undefined };
  const isLive = stderr.isTTY === true && env["TERM"] !== "dumb" && !env["CI"];
  let due = isLive ? REDRAW_SECONDS : HEARTBEAT_SECONDS;
  let drawn = false;
  return {
    update(coverage, elapsed) {
      if (elapsed < due) return;
      due = elapsed + (isLive ? REDRAW_SECONDS : HEARTBEAT_SECONDS);
      const line = progressLine(name, coverage, elapsed);
      stderr.write(isLive ? `\r\u001b[2K${line.slice(0, (stderr.columns ?? 80) - 1)}` : `${line}\n`);
      drawn = isLive;
    },
    clear() {
      if (drawn) stderr.write("\r\u001b[2K");
    },
  };
}

function progressLine(name: string, { distinct, frontier, depth }: Coverage, elapsed: number): string {
  const rate = rough(distinct / elapsed);
  const memory = megabytes(process.memoryUsage.rss());
  return `${name}  ${count(distinct)} states  ${rate}/s  frontier ${rough(frontier)}  depth ${depth}  ${memory}  ${seconds(elapsed)}`;
}
