/** What a user of threads says of them. */

/** Threads, and a module that joins whoever has started them. */
export interface Recruiting {
  readonly members: number;
  readonly entry: URL;
  /** A module whose `register` is called first, where the entry is not JavaScript: a thread does not inherit the loaders of another. */
  readonly loader?: string;
  readonly data: unknown;
  /** Do not wait to see whether the work is long enough to be worth it. */
  readonly atOnce?: boolean;
}
