/** Saved failures that do not fail any more, or cannot be run to their end: a line each, and what to do about it. */
import type { Retried } from "../trace/saved.ts";
import { wrapped } from "./layout.ts";
import { printable, type Style } from "./style.ts";

export function goneText(gone: readonly Retried[], style: Style, width: number): string {
  return gone
    .flatMap((each) => wrapped(textOf(each), width).map(each.outcome === "fixed" ? style.green : style.yellow))
    .join("\n");
}

function textOf(retried: Retried): string {
  const file = printable(retried.path);
  const property = printable(retried.property);
  if (retried.outcome === "lost") return `? ${file} cannot be run to its end any more: ${printable(retried.reason)}`;
  return `✓ ${file} no longer violates ${property}: fixed`;
}
