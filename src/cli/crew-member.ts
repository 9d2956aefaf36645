/** Run in a thread that helps `synod check`: finds the model as the command did. */
import { joinCrew, tidings } from "../explore/crew/join.ts";
import { choose, type Wish } from "./selection.ts";

/** What the command tells its helpers. */
export interface Tidings {
  readonly folder: string;
  readonly wish: Wish;
  readonly name: string;
  readonly file: string | undefined;
}

const { folder, wish, name, file } = tidings() as Tidings;
const chosen = (await choose(folder, wish)).find((each) => each.name === name && each.file === file);
if (chosen !== undefined) joinCrew(chosen.build());
