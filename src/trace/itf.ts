/**
 * A run in the Informal Trace Format (Apalache, ADR 015), which Quint, Apalache's tools and ITF viewers read: every component is a variable, every state has
 * the action that led to it under `mbt::actionTaken` and what it was about under `mbt::nondetPicks`, as Quint writes them.
 */
import type { Event } from "../define/event.ts";
import type { Component } from "../define/system.ts";
import { definedKeys, type Value } from "../define/value.ts";
import { distinctNames } from "./distinct-names.ts";
import type { Replay } from "./replay.ts";

export interface ItfRun extends Replay {
  /** The model with its configuration. */
  readonly model: string;
  /** One sentence on what the run shows. */
  readonly description: string;
  readonly components: readonly Component[];
}

const ACTION = "mbt::actionTaken";
const PICKS = "mbt::nondetPicks";

/** The trace as an object for JSON. */
export function itfOf({ model, description, components, states, steps }: ItfRun): object {
  const names = distinctNames(components.map(({ name }) => (/^(#|mbt::)/.test(name) ? `_${name}` : name)));
  return {
    "#meta": {
      format: "ITF",
      "format-description": "https://apalache-mc.org/docs/adr/015adr-trace.html",
      source: model,
      description,
    },
    vars: [...names, ACTION, PICKS],
    states: states.map((state, index) => ({
      "#meta": { index },
      ...Object.fromEntries(names.map((name, component) => [name, itfValue(state[component])])),
      ...labels(steps[index - 1]?.event),
    })),
  };
}

/** What led to a state; nothing did to the first. */
function labels(event: Event | undefined): object {
  const picks: Readonly<Record<string, unknown>> = event === undefined ? {} : { ...event };
  const pick = (name: string) => [name, optional(picks[name])] as const;
  return {
    [ACTION]: event === undefined ? "init" : actionOf(event),
    [PICKS]: Object.fromEntries(["node", "from", "message", "args"].map(pick)),
  };
}

function actionOf(event: Event): string {
  switch (event.kind) {
    case "deliver":
      return event.message.type;
    case "lose":
    case "duplicate":
      return `${event.kind} ${event.message.type}`;
    case "timeout":
      return event.timer;
    case "act":
    case "action":
      return event.action;
    case "restart":
    case "destroy":
      return event.kind;
  }
}

/** Quint's Option. */
function optional(value: Value): object {
  return value === undefined ? { tag: "None", value: UNIT } : { tag: "Some", value: itfValue(value) };
}

/** ITF has no null; the tuple of nothing is nothing else. */
const UNIT = { "#tup": [] };

function itfValue(value: Value): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "bigint":
      return { "#bigint": String(value) };
    case "number":
      return Number.isInteger(value) ? { "#bigint": BigInt(value).toString() } : { "#unserializable": String(value) };
    default:
      return value === null || value === undefined ? UNIT : composite(value as object);
  }
}

function composite(value: object): unknown {
  if (Array.isArray(value)) return value.map(itfValue);
  if (value instanceof Set) return { "#set": [...value].map(itfValue) };
  if (value instanceof Map) return { "#map": [...value].map((entry) => entry.map(itfValue)) };
  const record = value as Readonly<Record<string, Value>>;
  const entries = definedKeys(record).map((key) => [key, itfValue(record[key])] as const);
  // A record's names must not look like one of ITF's own.
  return entries.some(([key]) => key.startsWith("#")) ? { "#map": entries } : Object.fromEntries(entries);
}
