/** A seeded bug: one rule of the protocol that is broken, and what notices. */
import type { Rules } from "./rules.ts";
import type { SceneName } from "./scenes.ts";

export interface Bug {
  /** What is done wrong. */
  readonly about: string;
  /** The slide that says otherwise. */
  readonly slide: string;
  /** The property that catches it; null if it is harmless, and then it must not be flagged. */
  readonly violates: string | null;
  /** Where it shows. */
  readonly scene: SceneName;
  readonly breaks: Partial<Rules>;
}
