/** Run in a thread by threads.test.ts: makes rows of the seeded bugs of basic Paxos, and dies when it comes to one of a name. */
import { basicPaxos } from "../../models/basic-paxos/index.ts";
import { tidings } from "../../src/explore/crew/summons.ts";
import type { Model } from "../../src/index.ts";
import { mutantsOf } from "../../src/mutants/mutant.ts";
import { joinRowMakers } from "../../src/mutants/threads.ts";

const { names, deadly } = tidings() as { readonly names: readonly string[]; readonly deadly: string };
const mutants = mutantsOf(basicPaxos as unknown as Model)
  .filter(({ name }) => names.includes(name))
  .map((mutant) => (mutant.name === deadly ? { ...mutant, build: () => process.exit(1) } : mutant));
joinRowMakers(mutants, { maxStates: 1000, chances: { seeds: 1, runs: 256 } });
