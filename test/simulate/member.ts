/** Run in a thread by crew.test.ts: helps with a simulation of basic Paxos, and may die of it. */
import { basicPaxos } from "../../models/basic-paxos/index.ts";
import { tidings } from "../../src/explore/crew/summons.ts";
import { joinSimulation } from "../../src/simulate/crew/join.ts";

const { configuration, diesAfter } = tidings() as { readonly configuration: string; readonly diesAfter: number };
const model = basicPaxos.configured(configuration);
const [first, ...others] = model.properties;
let looks = 0;
if (first?.kind !== "always") throw new Error("the first property is another one now");
const deadly = {
  ...first,
  check: (state: Parameters<typeof first.check>[0]) => {
    if (++looks === diesAfter) process.exit(1);
    return first.check(state);
  },
};
joinSimulation(diesAfter > 0 ? { ...model, properties: [deadly, ...others] } : model);
