/**
 * What a bounded model allows for. Progress can be asked only of scenes in which every request may get its reply whatever happens; and even there slots
 * may run out, which is the fault of the model and not of the protocol.
 */
import { type Client, outstandingOf } from "./client.ts";
import type { LeadingState } from "./leader.ts";
import { freeSlot, underWay } from "./leadership.ts";
import type { Options } from "./parameters.ts";
import { isSameRequest } from "./value.ts";

/** There is a slot for every request, nothing is lost, and every server that may come to lead can be asked. */
export function canAnswerAll(options: Options): boolean {
  const { clients, requests, slots, restarts, destroys, losses } = options;
  return clients * requests <= slots && restarts + destroys === 0 && losses === 0 && reachEveryLeader(options);
}

/** Epoch e is that of leader e. A server that does not lead yet finds the request when it does, so clients need not be told when to send it. */
function reachEveryLeader({
  epochs,
  roles,
  servers,
  leaders,
  targets,
  resends,
  resendTo,
  redirects,
}: Options): boolean {
  if (targets !== "leader" || redirects) return false;
  const asked = 1 + (resendTo === "next" ? resends : 0);
  return epochs <= Math.min(asked, roles === "together" ? servers : leaders);
}

/** Some leader has no slot left for a request that has none. */
export function isExhausted({ slots }: Options, leaders: readonly LeadingState[], clients: readonly Client[]): boolean {
  return leaders.some((leader) => {
    const { leadership } = leader;
    if (leadership.phase !== "leading" || freeSlot(leadership, leader) < slots) return false;
    const placed = underWay(leadership.proposals, leader);
    const isPlaced = (client: number, seq: Client["sent"]) =>
      placed.some((request) => isSameRequest(request, { client, seq }));
    return clients.some((each, client) => outstandingOf(each).some((seq) => !isPlaced(client, seq)));
  });
}
