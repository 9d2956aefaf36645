/** The test that a matcher runs in, as far as Vitest tells: how long it may take, when it is given up, and where it takes attachments. */

/** Vitest's own types for this differ from version to version; everything in it may be missing. */
export interface RunningTest {
  /** Milliseconds; 0 or infinity for no limit. */
  readonly timeout?: number;
  readonly result?: { readonly startTime?: number } | undefined;
  readonly context?: {
    readonly signal?: AbortSignal;
    readonly annotate?: (message: string, type: string, attachment: Attachment) => Promise<unknown>;
  };
}

interface Attachment {
  readonly path: string;
  readonly contentType: string;
}

/** What is kept of the time that is left, for the last states, the replay and the report: a share of it, and no less than so many seconds. */
const KEPT_SHARE = 0.25;
const KEPT = 0.5;
/** Seconds. */
const SHORTEST = 0.05;

/** Seconds a search may take so that it ends before the test does; infinity where the test has no limit. */
export function secondsFor({ timeout = 0, result }: RunningTest, now: number): number {
  if (timeout <= 0 || !Number.isFinite(timeout)) return Number.POSITIVE_INFINITY;
  const elapsed = now - (result?.startTime ?? now);
  const left = (timeout - elapsed) / 1000;
  return Math.max(SHORTEST, left - Math.max(KEPT, KEPT_SHARE * left));
}

/** Attaches a file to the test, where this Vitest can. */
export async function attach({ context }: RunningTest, message: string, path: string): Promise<void> {
  try {
    await context?.annotate?.(message, "notice", { path, contentType: "application/json" });
  } catch {
    // The test is over already. Its own message says where the file is.
  }
}
