/** A run told as a story, on one screen if it can be: what it ends with, then each step with who did what and only what it changed. */
import type { ReplayedStep } from "../trace/replay.ts";
import { flowed, wrapped } from "./layout.ts";
import { stepLines } from "./steps.ts";
import { printable, type Style } from "./style.ts";

export interface Story {
  readonly mark: string;
  readonly property: string;
  readonly model: string;
  /** As in `violated after 7 steps`. */
  readonly ending: string;
  /** The evidence, if there is any. */
  readonly message: string | undefined;
  readonly steps: readonly ReplayedStep[];
}

/** `paint` is the colour of the verdict. */
export function storyLines(story: Story, paint: (text: string) => string, style: Style, width: number): string[] {
  const { mark, property, model, ending, message, steps } = story;
  const title = flowed([`${mark} ${printable(property, 60)}`, printable(model), printable(ending)], " ", width - 2);
  const evidence = message === undefined ? [] : wrapped(printable(message), width - 4);
  return [
    ...title.map((line, index) => `${index === 0 ? "" : "  "}${paint(line)}`),
    ...evidence.map((line) => `    ${style.bold(line)}`),
    "",
    ...stepLines(steps, style, width),
    ...(steps.length > 0 ? [""] : []),
  ];
}
