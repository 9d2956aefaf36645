/** Where the command line reads and writes, so that it can be run by tests as well as by people. */
import { type Style, styleFor } from "../report/style.ts";

export interface Terminal {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  /** Aborted when the user wants to stop. */
  readonly signal: AbortSignal;
}

export interface Faces {
  readonly out: Style;
  readonly err: Style;
  /** Columns to lay text out for. */
  readonly width: number;
}

export function facesOf({ stdout, stderr, env }: Terminal, noColor: boolean): Faces {
  return {
    out: styleFor({ isTty: stdout.isTTY ?? false, refused: noColor, env }),
    err: styleFor({ isTty: stderr.isTTY ?? false, refused: noColor, env }),
    width: Math.max(60, stdout.columns ?? 100),
  };
}
