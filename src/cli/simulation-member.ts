/** Run in a thread that helps `synod simulate`: finds the model as the command did. */
import { joinSimulation } from "../simulate/crew/join.ts";
import { modelFromTidings } from "./tidings.ts";

const model = await modelFromTidings();
if (model !== undefined) joinSimulation(model);
