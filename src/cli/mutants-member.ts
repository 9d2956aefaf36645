/** Run in a thread that makes rows for `synod mutants`: finds the mutants as the command did. */
import { tidings } from "../explore/crew/summons.ts";
import { joinRowMakers } from "../mutants/threads.ts";
import { chosenMutants, type MutantTidings } from "./mutant-rows.ts";

const { folder, words, effort } = tidings() as MutantTidings;
joinRowMakers(await chosenMutants(folder, words), effort);
