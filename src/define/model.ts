/**
 * A model: a protocol with parameters, the properties it must have, and the named configurations in which it is checked. A model is a function from
 * parameters to something that can be checked, `twoPhaseCommit({ rms: 5 })`, and carries what the command line needs to know about it.
 */
import { reasonOf, SynodError } from "../errors.ts";
import { type Parameters, type ParameterValue, resolveParameters, type Values } from "./parameters.ts";
import type { Property } from "./property.ts";
import { callersOf, type Sites } from "./site.ts";
import type { System } from "./system.ts";

/** What a run is expected to end with, if not "held". */
export interface Expectation {
  /** The property that must be violated. */
  readonly violates: string;
}

/** A model with its parameters filled in. */
// biome-ignore lint/suspicious/noExplicitAny: whoever holds a list of these does not care about their states
export interface Checkable<State = any> {
  readonly name: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly system: System<State>;
  readonly properties: readonly Property<State>[];
  readonly expect?: Expectation;
  /** Parts of the model to search one after the other, each from where the one before it came to; absent to search it as a whole. */
  readonly stages?: readonly BuiltStage<State>[];
  /** Actions that this configuration cannot exercise, so that they do not make the run vacuous. One that does occur is reported. */
  readonly idle?: readonly string[];
  /** The code that defined the model. */
  readonly definedAt?: Sites | undefined;
}

export interface BuiltStage<State> {
  /** The witness at which the stage ends; absent for the last. */
  readonly reach?: string;
  readonly system: System<State>;
  readonly properties: readonly Property<State>[];
}

/** A stage of a search: what it leaves out of the configuration, and the witness that it is to reach. The last one has none. */
export interface Stage<P extends Parameters = Parameters> {
  readonly reach?: string;
  /** Only what narrows: whatever happens in a stage has to be possible in the configuration. */
  readonly set?: Partial<Values<P>>;
}

/** One way to check a model. */
export interface Configuration<P extends Parameters = Parameters> {
  /** Appended to the model's name, as in `basic-paxos/duel`; empty for the default one. */
  readonly name: string;
  readonly about: string;
  readonly set?: Partial<Values<P>>;
  readonly expect?: Expectation;
  /** A change to the protocol that must do no harm: what flags it is wrong. */
  readonly control?: boolean;
  /** For what is too deep to be found at once: search to a landmark, and go on from there. */
  readonly stages?: readonly Stage<P>[];
  /** Too large for every day: only run with `--full`, or when asked for by name. */
  readonly full?: boolean;
}

export interface Definition<P extends Parameters, State> {
  readonly name: string;
  readonly about: string;
  readonly source?: string;
  readonly parameters: P;
  readonly configurations?: readonly Configuration<P>[];
  build(values: Values<P>): {
    readonly system: System<State>;
    readonly properties: readonly Property<State>[];
    readonly idle?: readonly string[];
    /** Witnesses for stages to reach, beside those among the properties. A search need not come by any of these. */
    readonly landmarks?: readonly Property<State>[];
  };
}

// biome-ignore lint/suspicious/noExplicitAny: see Checkable
export interface Model<P extends Parameters = Parameters, State = any> {
  (values?: Partial<Values<P>>): Checkable<State>;
  readonly modelName: string;
  readonly about: string;
  readonly source: string;
  readonly parameters: P;
  readonly configurations: readonly Configuration<P>[];
  /** A configuration by name, with parameters that override its own. Overriding any makes the run yours: it is then expected to hold. */
  configured(configuration: string, overrides?: Readonly<Record<string, ParameterValue>>): Checkable<State>;
}

/** Defines a model. Names are lower case with dashes: they are typed on the command line and become file names. */
export function defineModel<const P extends Parameters, State>(definition: Definition<P, State>): Model<P, State> {
  const {
    name,
    about,
    source = "",
    parameters,
    configurations = [{ name: "", about: "the default parameters" }],
  } = definition;
  for (const each of [name, ...configurations.map((configuration) => configuration.name).filter((each) => each !== "")])
    requireName(each);

  const definedAt = callersOf(defineModel);
  const build = (
    label: string,
    given: Readonly<Record<string, ParameterValue>>,
    expect: Expectation | undefined,
  ): Checkable<State> => {
    const values = resolveParameters(name, parameters, given);
    const { landmarks: _, ...built } = builtFrom(definition, values);
    return { name: label, parameters: values, ...built, definedAt, ...(expect && { expect }) };
  };

  const model = (values: Partial<Values<P>> = {}) =>
    build(name, values as Readonly<Record<string, ParameterValue>>, undefined);
  const configured = (wanted: string, overrides: Readonly<Record<string, ParameterValue>> = {}) => {
    const configuration = configurations.find((each) => each.name === wanted);
    if (configuration === undefined) throw new SynodError("unknownModel", `${name} has no configuration ${wanted}`);
    const expect = Object.keys(overrides).length === 0 ? configuration.expect : undefined;
    const settings = (more: object = {}) =>
      ({ ...configuration.set, ...more, ...overrides }) as Readonly<Record<string, ParameterValue>>;
    const built = build(wanted === "" ? name : `${name}/${wanted}`, settings(), expect);
    if (configuration.stages === undefined) return built;
    const stages = configuration.stages.map(({ reach, set }) => {
      const values = resolveParameters(name, parameters, settings(set));
      const { system, properties, landmarks = [] } = builtFrom(definition, values);
      const goals = landmarks.filter((landmark) => landmark.name === reach);
      return { system, properties: [...properties, ...goals], ...(reach !== undefined && { reach }) };
    });
    return { ...built, stages };
  };
  return Object.assign(model, { modelName: name, about, source, parameters, configurations, configured });
}

function requireName(name: string): void {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return;
  throw new SynodError("badDefinition", `a model cannot be called ${JSON.stringify(name)}`, {
    hint: "Use lower case letters, digits and dashes.",
  });
}

/** What the author's own code throws is told with the name of the model. */
function builtFrom<P extends Parameters, State>(definition: Definition<P, State>, values: Values<P>) {
  try {
    return definition.build(values);
  } catch (thrown) {
    if (thrown instanceof SynodError) throw thrown;
    throw new SynodError("badDefinition", `${definition.name} cannot be built: ${reasonOf(thrown)}`, { cause: thrown });
  }
}
