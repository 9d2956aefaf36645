// On every scene that is small enough for the naive explorer the fast search agrees with it.
import { multiPaxos } from "../../../models/multi-paxos/index.ts";
import type { Model } from "../../../src/define/model.ts";
import { holdAgainstNaive } from "../against-naive.ts";

holdAgainstNaive([multiPaxos as Model]);
