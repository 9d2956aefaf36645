/** The parameters of a model: typed, with defaults and limits, so that `--set name=value` can be checked and explained. */
import { closest } from "fastest-levenshtein";
import { SynodError } from "../errors.ts";

export type ParameterValue = number | string | boolean;

export interface Parameter<T extends ParameterValue = ParameterValue> {
  readonly default: T;
  readonly about: string;
  /** What is accepted, for people. */
  readonly accepts: string;
  /** The value, or nothing when the text does not say one. */
  parse(text: string): T | undefined;
}

export function integer({
  default: value,
  min = 0,
  max = Number.MAX_SAFE_INTEGER,
  about,
}: {
  default: number;
  min?: number;
  max?: number;
  about: string;
}): Parameter<number> {
  return {
    default: value,
    about,
    accepts: max === Number.MAX_SAFE_INTEGER ? `a whole number from ${min}` : `a whole number from ${min} to ${max}`,
    parse: (text) => (/^\d+$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined),
  };
}

export function choice<const T extends string>({
  default: value,
  of,
  about,
}: {
  default: NoInfer<T>;
  of: readonly T[];
  about: string;
}): Parameter<T> {
  return { default: value, about, accepts: of.join(", "), parse: (text) => of.find((each) => each === text) };
}

export function flag({ default: value, about }: { default: boolean; about: string }): Parameter<boolean> {
  return {
    default: value,
    about,
    accepts: "true, false",
    parse: (text) => (text === "true" ? true : text === "false" ? false : undefined),
  };
}

export type Parameters = Readonly<Record<string, Parameter>>;

export type Values<P extends Parameters> = { readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never };

/** Defaults overridden by `given`, whose values may still be text. Throws SYN003 for an unknown name and SYN004 for a bad value. */
export function resolveParameters<P extends Parameters>(
  model: string,
  parameters: P,
  given: Readonly<Record<string, ParameterValue>>,
): Values<P> {
  for (const [name, value] of Object.entries(given)) {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (parameter === undefined) throw unknownParameter(model, name, Object.keys(parameters));
    if (parameter.parse(String(value)) === undefined) {
      throw new SynodError("badParameter", `${model}: ${name} cannot be ${JSON.stringify(value)}`, {
        hint: `${name} accepts ${parameter.accepts}.`,
      });
    }
  }
  const entries = Object.entries(parameters).map(([name, parameter]) => {
    const value = given[name];
    return [name, value === undefined ? parameter.default : parameter.parse(String(value))];
  });
  return Object.fromEntries(entries) as Values<P>;
}

function unknownParameter(model: string, name: string, known: readonly string[]): SynodError {
  const hint =
    known.length === 0
      ? `${model} has no parameters.`
      : `Did you mean ${closest(name, [...known])}? ${model} has ${known.join(", ")}.`;
  return new SynodError("unknownOption", `${model} has no parameter ${name}`, { hint });
}
