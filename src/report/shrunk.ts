/** A shrunk trace: the story that is left, and how sure it is that there is no shorter one. */
import type { ParameterValue } from "../define/parameters.ts";
import type { Shrunk } from "../shrink/shrink.ts";
import { noteLines, replayLines, settingsText } from "./failure.ts";
import { count, plural, seconds } from "./numbers.ts";
import { storyLines } from "./story.ts";
import type { Style } from "./style.ts";

export interface ShrunkTrace {
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly shrunk: Shrunk;
  /** What to type to replay it, if it was written. */
  readonly replay: string | undefined;
}

export function shrunkText({ model, parameters, shrunk, replay }: ShrunkTrace, style: Style, width: number): string {
  const { property, evidence, steps } = shrunk;
  const ending = `violated after ${plural(steps.length, "step")}, ${comparison(shrunk)}`;
  const story = { mark: "✗", property, model, ending, message: evidence.message, steps };
  return [
    ...storyLines(story, style.red, style, width),
    ...noteLines([effortText(shrunk), certainty(shrunk), settingsText(parameters)], style, width),
    ...replayLines(replay, width),
  ].join("\n");
}

function comparison({ before, steps }: Shrunk): string {
  return steps.length < before ? `${count(before)} before` : "as before";
}

function effortText({ tries, seconds: elapsed }: Shrunk): string {
  return `${plural(tries, "schedule")} tried in ${seconds(elapsed)}`;
}

function certainty({ isShortest, stoppedBy }: Shrunk): string {
  if (isShortest) return "no run is shorter";
  if (stoppedBy === "time") return "stopped by the time limit (--time): there may be a shorter one";
  if (stoppedBy === "interrupted") return "interrupted: there may be a shorter one";
  return "there may be a shorter one (--max-states looks further)";
}
