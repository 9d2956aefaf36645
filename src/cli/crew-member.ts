/** Run in a thread that helps `synod check`: finds the model as the command did. */
import { joinCrew } from "../explore/crew/join.ts";
import { modelFromTidings } from "./tidings.ts";

const model = await modelFromTidings();
if (model !== undefined) joinCrew(model);
