/**
 * What one machine would do with the log, without any protocol: each request at its first slot, in the order of slots, up to the first slot that is not
 * decided. Whatever servers do and reply is held against this.
 */

/** The name of the value that fills a gap (S11). */
export const NOOP = "noop";

/** A request, wherever in the log it is (S14): `id` is its client and its number there. */
export interface SeenRequest {
  readonly id: string;
  readonly client: string;
  readonly seq: number;
  readonly op: string;
}

/** A deterministic program: what is replicated. */
export interface Program {
  readonly initial: string;
  apply(state: string, op: string): { readonly state: string; readonly reply: string };
}

/** How the values in the log are to be understood. */
export interface LogMeaning {
  readonly program: Program;
  /** The request that is the value of a slot; null for a noop. */
  requestIn(value: string): SeenRequest | null;
}

export interface Replayed {
  readonly application: string;
  /** The first slot that cannot be executed. */
  readonly executed: number;
  readonly replies: readonly { readonly request: SeenRequest; readonly slot: number; readonly reply: string }[];
}

/** Slots that are decided twice, in several epochs, count once. */
export function replay(
  decided: readonly { readonly slot?: number; readonly value: string }[],
  meaning: LogMeaning,
): Replayed {
  const { program } = meaning;
  const values = new Map(decided.map(({ slot = 0, value }) => [slot, value]));
  const replies: { request: SeenRequest; slot: number; reply: string }[] = [];
  let application = program.initial;
  let executed = 0;
  for (let value = values.get(0); value !== undefined; value = values.get(++executed)) {
    const request = meaning.requestIn(value);
    if (request === null || replies.some((each) => each.request.id === request.id)) continue;
    const { state, reply } = program.apply(application, request.op);
    application = state;
    replies.push({ request, slot: executed, reply });
  }
  return { application, executed, replies };
}
