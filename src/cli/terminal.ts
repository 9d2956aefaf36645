/** Where the command line reads and writes, so that it can be run by tests as well as by people. */
import { type Style, styleFor } from "../report/style.ts";

export interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Terminal {
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Where a reporter prints commands to what runs us; stdout if absent. */
  readonly commands?: Stream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Paths on the command line start here. */
  readonly folder: string;
  /** What this person would type to replay a trace, such as `npx synod replay`. */
  readonly replay: string;
  /** Aborted when the user wants to stop. */
  readonly signal: AbortSignal;
}

export interface Faces {
  readonly out: Style;
  readonly err: Style;
  /** Columns to lay text out for. */
  readonly width: number;
}

const NARROWEST = 40;
const WIDTH_OF_LOGS = 100;

export function facesOf({ stdout, stderr, env }: Terminal, noColor: boolean): Faces {
  return {
    out: styleFor({ isTty: stdout.isTTY ?? false, refused: noColor, env }),
    err: styleFor({ isTty: stderr.isTTY ?? false, refused: noColor, env }),
    // A terminal knows its width; for a pipe a person may say it.
    width: Math.max(NARROWEST, stdout.columns || Number(env.COLUMNS) || WIDTH_OF_LOGS),
  };
}
