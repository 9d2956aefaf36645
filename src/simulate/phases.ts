/**
 * The phase a node is in, as far as its state says so: a text called `phase`, in the state or in a record in it, as protocols with roles usually have. A
 * node without one is in the phase of being what it is.
 */
import type { Value } from "../define/value.ts";

export function phaseOf(role: string, local: Value): string {
  const phase =
    phaseIn(local) ??
    recordsIn(local)
      .map(phaseIn)
      .find((each) => each !== undefined);
  return phase === undefined ? role : `${role} ${phase}`;
}

function phaseIn(value: Value): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { phase } = value as { readonly phase?: unknown };
  return typeof phase === "string" ? phase : undefined;
}

function recordsIn(value: Value): readonly Value[] {
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}
