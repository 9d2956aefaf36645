/**
 * The reply cache (S18): what has been executed for each client, so that a request that is chosen twice is executed once, and one that comes again is
 * answered again. It is forgotten from below (S19), and as a function of the log only: every learner forgets the same at the same slot.
 */
import { NO_SEQ, type Request, type Seq } from "./value.ts";

/** What is known of one client. */
export interface ClientCache {
  readonly client: number;
  /** Every request up to this one was executed, and the client has the reply. */
  readonly floor: Seq;
  /** Above the floor, in order. */
  readonly replies: readonly CachedReply[];
}

export interface CachedReply {
  readonly seq: Seq;
  readonly reply: string;
}

type Identified = Pick<Request, "client" | "seq">;

export function cacheOf(cache: readonly ClientCache[], client: number): ClientCache {
  return cache.find((each) => each.client === client) ?? { client, floor: NO_SEQ, replies: [] };
}

export function withCache(cache: readonly ClientCache[], changed: ClientCache): ClientCache[] {
  return [...cache.filter(({ client }) => client !== changed.client), changed].sort((a, b) => a.client - b.client);
}

/** The reply to an executed request, unless the client is known to have it. */
export function replyTo(cache: readonly ClientCache[], { client, seq }: Identified): string | undefined {
  return cacheOf(cache, client).replies.find((each) => each.seq === seq)?.reply;
}

export function withReply({ client, floor, replies }: ClientCache, seq: Seq, reply: string): ClientCache {
  const others = replies.filter((each) => each.seq !== seq);
  return { client, floor, replies: [...others, { seq, reply }].sort((a, b) => a.seq - b.seq) };
}

/** What bounds the cache (S19): the client's acknowledgements, the window that the client keeps to, or both. */
export type Pruning = "none" | "ack" | "window" | "both";

export interface CacheLimits {
  readonly pruning: Pruning;
  /** A client sends request `seq` only when it has the replies up to `seq - outstanding`. */
  readonly outstanding: number;
}

/** The cache after this request was executed: its acknowledgement, or its own number, says what the client cannot ask for again. */
export function pruned(cache: ClientCache, { seq, ack }: Request, { pruning, outstanding }: CacheLimits): ClientCache {
  const byAck = pruning === "ack" || pruning === "both" ? ack : NO_SEQ;
  const byWindow = pruning === "window" || pruning === "both" ? seq - outstanding : NO_SEQ;
  const floor = Math.max(cache.floor, byAck, byWindow) as Seq;
  return { ...cache, floor, replies: cache.replies.filter((each) => each.seq > floor) };
}
