// On every configuration that is small enough for the naive explorer the fast search agrees with it. Multi-Paxos, which has most of them, is apart.
import { models } from "../../models/index.ts";
import { holdAgainstNaive } from "./against-naive.ts";

holdAgainstNaive(models.filter(({ modelName }) => modelName !== "multi-paxos"));
