/**
 * Register Paxos: the example `paxos.rs` of Stateright, a register for which Paxos decides on one write. It is here because Stateright publishes how
 * many states it has, also with other networks: if our actors have as many, they mean the same.
 */
import { actorSystem, bag, choice, defineModel, fifo, integer, over, set, type Values } from "synod";
import { agreement, linearizable, register } from "synod/properties";
import { client } from "./client.ts";
import { history } from "./history.ts";
import { rememberingTheLastDelivery } from "./last-delivery.ts";
import { server } from "./server.ts";
import { aValueIsChosen, type RegisterState, type RegisterView, UNWRITTEN, viewOf } from "./view.ts";

const parameters = {
  servers: integer({ default: 3, min: 2, max: 7, about: "servers" }),
  clients: integer({ default: 2, min: 1, max: 9, about: "clients; each writes once, then reads once" }),
  network: choice({ default: "bag", of: ["bag", "set", "fifo"], about: "how messages travel" }),
};

// A delivery that does nothing does not take place on an unordered network, and takes place on an ordered one, as in Stateright.
const networks = { bag: bag({ noop: "leave" }), set: set(), fifo: fifo({ noop: "consume" }) };

function systemOf({ servers, clients, network }: Values<typeof parameters>) {
  const system = actorSystem({
    nodes: {
      server: Array.from({ length: servers }, () => server(servers)),
      client: Array.from({ length: clients }, () => client(servers)),
    },
    network: networks[network],
    observers: { history },
  });
  return network === "set" ? rememberingTheLastDelivery(system) : system;
}

export const registerPaxos = defineModel({
  name: "register-paxos",
  about: "a write-once register on Paxos, whose servers are proposer, acceptor and learner in one",
  source: "Stateright, examples/paxos.rs",
  parameters,
  configurations: [
    { name: "", about: "2 clients, an unordered network that delivers once" },
    { name: "one-client", about: "1 client", set: { clients: 1 } },
    { name: "three-clients", about: "3 clients", set: { clients: 3 } },
    { name: "fifo", about: "1 client, an ordered network", set: { clients: 1, network: "fifo" } },
    { name: "set", about: "1 client, a network that delivers again and again", set: { clients: 1, network: "set" } },
    { name: "two-clients-set", about: "the same with 2 clients", set: { network: "set" } },
  ],
  build: (values) => ({
    system: systemOf(values),
    properties: over<RegisterState, RegisterView>(viewOf, [
      agreement,
      linearizable(register(UNWRITTEN)),
      aValueIsChosen,
    ]),
  }),
});

export default registerPaxos;
