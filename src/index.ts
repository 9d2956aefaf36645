/** The public entry of Synod: what protocols, properties and tests are written with. */

export type { Draft } from "immer";
export { actorSystem } from "./define/actor-system.ts";
export type { ActorState, ActorSystem, InFlight, NetworkView, Observer } from "./define/actors.ts";
export type { Address, Event, Message } from "./define/event.ts";
export type { Allowance, FaultKind, Faults } from "./define/faults.ts";
export {
  type Checkable,
  type Configuration,
  type Definition,
  defineModel,
  type Expectation,
  type Model,
  type Stage,
} from "./define/model.ts";
export { bag, fifo, type Network, set } from "./define/network.ts";
export {
  type Context,
  type Delivery,
  defineNode,
  type Handler,
  type NodeDefinition,
  type Spontaneous,
} from "./define/node.ts";
export { choice, flag, integer, type Parameter, type Parameters, type Values } from "./define/parameters.ts";
export {
  type AboutPossible,
  type Always,
  always,
  alwaysEach,
  type Evidence,
  type Finding,
  over,
  type Possible,
  type Property,
  possible,
  type Sometimes,
  type Step,
  sometimes,
  step,
  stepEach,
  violation,
} from "./define/property.ts";
export type { Effect, Group, System, Update } from "./define/system.ts";
export {
  type Action,
  action,
  type Change,
  type TransitionSystem,
  transitionSystem,
  update,
} from "./define/transition-system.ts";
export { canonicalText, sameValue } from "./define/value.ts";
export { SynodError } from "./errors.ts";
export { type CheckOptions, check } from "./explore/check.ts";
export type { CheckResult } from "./explore/result.ts";
export { type Run, type ScheduleOptions, schedules } from "./fast-check/schedules.ts";
export type { Report, Reporter, Setting } from "./report/reporter.ts";
export type { CheckRun, Outcome } from "./report/run.ts";
export type { SimulationRun } from "./report/simulation-run.ts";
export { stepsText } from "./report/steps-text.ts";
export { type Failure, type ShrinkOptions, type Shrunk, shrink } from "./shrink/shrink.ts";
export { type Calm, calmRuns } from "./simulate/calm.ts";
export type { SimulationResult } from "./simulate/result.ts";
export { type SimulateOptions, simulate } from "./simulate/simulate.ts";
export { type Scenario, scenario } from "./trace/scenario.ts";
