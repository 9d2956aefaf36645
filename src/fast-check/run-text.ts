/** A run inside the report of fast-check: the story that every other report tells, without colours, in lines of its own. */
import type { Checkable } from "../define/model.ts";
import type { Counterexample } from "../explore/result.ts";
import { noteLines, settingsText } from "../report/failure.ts";
import { plural } from "../report/numbers.ts";
import { storyLines } from "../report/story.ts";
import { styleFor } from "../report/style.ts";
import type { ReplayedStep } from "../trace/replay.ts";

const WIDTH = 100;
const PLAIN = styleFor({ isTty: false, refused: true, env: {} });

export function runText<State>(
  { name, parameters }: Pick<Checkable<State>, "name" | "parameters">,
  failure: Counterexample | undefined,
  steps: readonly ReplayedStep[],
): string {
  const length = plural(steps.length, "step");
  const story =
    failure === undefined
      ? { property: "a run", ending: `of ${length}`, message: undefined }
      : { property: failure.property, ending: `violated after ${length}`, message: failure.evidence.message };
  const lines = storyLines({ mark: "✗", model: name, steps, ...story }, PLAIN.reset, PLAIN, WIDTH);
  return `\n${[...lines, ...noteLines([settingsText(parameters)], PLAIN, WIDTH)].join("\n").trimEnd()}\n`;
}
