/**
 * When a bounded model has no way left to answer a request, although the protocol would have: nobody leads and all epochs are used, no slot is free for it,
 * or its client may not send again. What can be said about progress is said of all other states.
 */
import { type Client, outstandingOf } from "./client.ts";
import type { LeadingState } from "./leader.ts";
import { freeSlot, underWay } from "./leadership.ts";
import type { Options } from "./parameters.ts";
import { isSameRequest } from "./value.ts";

export function isExhausted(options: Options, leaders: readonly LeadingState[], clients: readonly Client[]): boolean {
  if (slotsAreFull(options, leaders, clients)) return true;
  return mayLoseRequests(options) && (sendsAreUsedUp(options, clients) || epochsAreUsedUp(options, leaders));
}

/** Where one leader keeps its epoch, every request that is on its way arrives in the end. */
function mayLoseRequests({ epochs, restarts, losses }: Options): boolean {
  return epochs > 1 || restarts > 0 || losses > 0;
}

function sendsAreUsedUp(options: Options, clients: readonly Client[]): boolean {
  if (reachesEveryLeader(options)) return false;
  return clients.some((each) => each.resends === 0 && outstandingOf(each).length > 0);
}

/**
 * Clients can turn to everybody who may come to lead, and nothing is lost on the way: a server that does not lead yet finds the request when it does. Such
 * clients need no excuse, and one that does not turn to the right servers gets none.
 */
function reachesEveryLeader({ epochs, servers, targets, resends, resendTo, redirects, restarts, losses }: Options) {
  if (restarts > 0 || losses > 0 || redirects) return false;
  return targets === "leader" && resendTo === "next" && epochs <= Math.min(servers, resends + 1);
}

/** Nobody has the latest epoch, and nobody can get a later one. */
function epochsAreUsedUp({ epochs, patient }: Options, leaders: readonly LeadingState[]): boolean {
  const latest = Math.max(...leaders.map(({ view }) => view));
  const isLed = leaders.some(({ leadership }) => leadership.phase !== "following" && leadership.epoch === latest);
  if (isLed) return false;
  const later = Array.from({ length: Math.max(0, epochs - 1 - latest) }, (_, ahead) => latest + 1 + ahead);
  return !later.some((epoch) => patient === "nobody" || epoch % leaders.length !== 0);
}

/** Some leader has no slot left for a request that has none. */
function slotsAreFull({ slots }: Options, leaders: readonly LeadingState[], clients: readonly Client[]): boolean {
  return leaders.some((leader) => {
    const { leadership } = leader;
    if (leadership.phase !== "leading" || freeSlot(leadership, leader) < slots) return false;
    const placed = underWay(leadership.proposals, leader);
    const isPlaced = (client: number, seq: Client["sent"]) =>
      placed.some((request) => isSameRequest(request, { client, seq }));
    return clients.some((each, client) => outstandingOf(each).some((seq) => !isPlaced(client, seq)));
  });
}
