/**
 * Register Paxos as the properties see it. All getters, so that a property depends only on what it looks at.
 */
import { type ActorState, sometimes } from "synod";
import type { DecisionsView, HistoryView, RegisterCall, RegisterResult } from "synod/properties";
import type { client } from "./client.ts";
import type { history } from "./history.ts";
import type { server } from "./server.ts";

/** What the register holds before it is written; no client writes it. */
export const UNWRITTEN = "";

type Nodes = {
  readonly server: readonly ReturnType<typeof server>[];
  readonly client: readonly ReturnType<typeof client>[];
};

export type RegisterState = ActorState<Nodes, { readonly history: typeof history }>;

export interface RegisterView extends DecisionsView, HistoryView<RegisterCall, RegisterResult> {
  /** The values in the answers to gets that are on their way. */
  readonly answers: readonly string[];
}

export function viewOf({ nodes, network, observed }: RegisterState): RegisterView {
  return {
    get decisions() {
      return nodes.server.flatMap(({ isDecided, accepted }, index) =>
        isDecided && accepted !== null ? [{ by: `server ${index}`, value: accepted.proposal.value }] : [],
      );
    },
    get history() {
      return observed.history;
    },
    get answers() {
      return network.ofType("getOk").map(({ message }) => message.value);
    },
  };
}

/** As Stateright says it; its shortest example is 8 deliveries long. */
export const aValueIsChosen = sometimes<Pick<RegisterView, "answers">>(
  "a-value-is-chosen",
  ({ answers }) => answers.some((value) => value !== UNWRITTEN),
  { about: "A client is on its way to learn a value that was written.", source: "Stateright, examples/paxos.rs" },
);
