/** Colours, or none: by what the stream is, and by NO_COLOR, FORCE_COLOR and TERM=dumb. */
import picocolors from "picocolors";

export { printable } from "../trace/printable.ts";

export type Style = ReturnType<typeof picocolors.createColors>;

/** No colours, for what is read elsewhere than on a terminal. */
export const PLAIN: Style = picocolors.createColors(false);

export interface ColorSettings {
  readonly isTty: boolean;
  /** --no-color */
  readonly refused: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function styleFor({ isTty, refused, env }: ColorSettings): Style {
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  const forced = FORCE_COLOR !== undefined && !isOff(FORCE_COLOR);
  const off = refused || Boolean(NO_COLOR) || (FORCE_COLOR !== undefined && isOff(FORCE_COLOR));
  return picocolors.createColors(!off && (forced || (isTty && TERM !== "dumb")));
}

function isOff(setting: string): boolean {
  return setting === "0" || setting === "false";
}
