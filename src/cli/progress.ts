/** Progress on stderr: one line that is written over where someone watches, a line every ten seconds where only a log does. */
import type { Coverage } from "../explore/search.ts";
import { count, megabytes, rough, seconds } from "../report/numbers.ts";
import type { Terminal } from "./terminal.ts";

const REDRAW_SECONDS = 0.1;
const HEARTBEAT_SECONDS = 10;
const ERASE = "\r\u001b[2K";

export interface Progress<Covered> {
  update(covered: Covered, elapsed: number): void;
  /** Takes the line away. */
  clear(): void;
}

/** Progress of a search of the configuration called `name`. */
export function progressOn(terminal: Terminal, name: string, quiet: boolean): Progress<Coverage> {
  return progressWith(terminal, name, quiet, figures);
}

/** Progress of whatever `figures` tells in a line. */
export function progressWith<Covered>(
  terminal: Terminal,
  name: string,
  quiet: boolean,
  figures: Figures<Covered>,
): Progress<Covered> {
  if (quiet) return { update: () => undefined, clear: () => undefined };
  return isWatched(terminal) ? liveLine(terminal, name, figures) : heartbeat(terminal, name, figures);
}

type Figures<Covered> = (covered: Covered, elapsed: number) => string;

function isWatched({ stderr, env }: Terminal): boolean {
  const inCi = env.CI !== undefined && env.CI !== "" && env.CI !== "false";
  return stderr.isTTY === true && env.TERM !== "dumb" && !inCi;
}

function liveLine<Covered>({ stderr }: Terminal, name: string, figures: Figures<Covered>): Progress<Covered> {
  let due = REDRAW_SECONDS;
  let drawn = false;
  return {
    update(covered, elapsed) {
      if (elapsed < due) return;
      due = elapsed + REDRAW_SECONDS;
      drawn = true;
      // Asked for each time: the window may have been resized. At the end there is room for the ^C that a terminal shows.
      stderr.write(ERASE + fitted(name, figures(covered, elapsed), (stderr.columns || 80) - 3));
    },
    clear() {
      if (drawn) stderr.write(ERASE);
    },
  };
}

function heartbeat<Covered>({ stderr }: Terminal, name: string, figures: Figures<Covered>): Progress<Covered> {
  let due = HEARTBEAT_SECONDS;
  return {
    update(covered, elapsed) {
      if (elapsed < due) return;
      due = elapsed + HEARTBEAT_SECONDS;
      stderr.write(`${name}  ${figures(covered, elapsed)}\n`);
    },
    clear: () => undefined,
  };
}

function figures({ distinct, frontier, depth }: Coverage, elapsed: number): string {
  const memory = megabytes(process.memoryUsage.rss());
  return `${count(distinct)} states  ${rough(distinct / elapsed)}/s  frontier ${rough(frontier)}  depth ${depth}  ${memory}  ${seconds(elapsed)}`;
}

/** The figures matter more than the end of a long name. */
function fitted(name: string, rest: string, columns: number): string {
  const room = Math.max(8, columns - rest.length - 2);
  const label = name.length <= room ? name : `${name.slice(0, room - 1)}…`;
  return `${label}  ${rest}`.slice(0, columns);
}
