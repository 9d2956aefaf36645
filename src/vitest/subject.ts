/** What can be expected of: a model, a model with its parameters filled in, or a bare system. And the properties of it that a test names. */
import { closest } from "fastest-levenshtein";
import type { Checkable, Model } from "../define/model.ts";
import type { Property } from "../define/property.ts";
import type { System } from "../define/system.ts";
import { SynodError } from "../errors.ts";

// biome-ignore lint/suspicious/noExplicitAny: a matcher does not care about the state
export type Subject = Model<any> | Checkable | System<any>;

/**
 * A property by its name, or itself. One that the model has under that name is the model's own, which looks at the model through its view; any other is
 * checked on the state as it is.
 */
export type Named = string | Property<never>;

/** What to check. An expectation that a configuration came with is left behind: a test has its own. */
export function checkableFrom(subject: unknown, matcher: string): Checkable {
  if (isModel(subject)) return subject();
  if (isCheckable(subject)) {
    const { expect: _, ...rest } = subject;
    return rest;
  }
  if (isSystem(subject)) return { name: "system", parameters: {}, system: subject, properties: [] };
  throw new SynodError("badDefinition", `${matcher} is about a model or a system, and this is neither`, {
    hint: `As in: await expect(twoPhaseCommit({ rms: 3 })).${matcher}(…)`,
  });
}

/** The property that is meant. Throws SYN002. */
export function propertyOf({ name: model, properties }: Checkable, named: Named): Property<never> {
  const name = typeof named === "string" ? named : named.name;
  const own = properties.find((each) => each === named) ?? properties.find((each) => each.name === name);
  if (own !== undefined) return own as Property<never>;
  if (typeof named !== "string") return named;
  const names = properties.map((each) => each.name);
  const hint =
    names.length === 0 ? "It has none." : `Did you mean ${closest(name, names)}? It has ${names.join(", ")}.`;
  throw new SynodError("unknownProperty", `${model} has no property ${name}`, { hint });
}

function isModel(subject: unknown): subject is Model {
  return typeof subject === "function" && "modelName" in subject && "configured" in subject;
}

function isCheckable(subject: unknown): subject is Checkable {
  return typeof subject === "object" && subject !== null && "system" in subject && "properties" in subject;
}

function isSystem(subject: unknown): subject is System<unknown> {
  return typeof subject === "object" && subject !== null && "components" in subject && "groups" in subject;
}
