/** Models as text: an overview that is good for choosing one, and everything about one. */
import type { Configuration } from "../define/model.ts";
import type { ParameterValue } from "../define/parameters.ts";
import { columnsOf, padded, widest, wrapped } from "./layout.ts";
import { printable, type Style } from "./style.ts";

export interface ModelData {
  readonly name: string;
  readonly about: string;
  readonly source: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly default: ParameterValue;
    readonly about: string;
    readonly accepts: string;
  }[];
  /** With their whole names. */
  readonly configurations: readonly Configuration[];
  readonly properties: readonly { readonly name: string; readonly kind: string; readonly about: string }[];
  readonly bounds: readonly { readonly name: string; readonly limit: number | string }[];
}

/** Characters of a list of names: it is there to choose from, and says all of them. */
const NAMES = 20_000;

/** What it is, and the names of its configurations by what is expected of them. */
export function overviewText({ name, about, configurations }: ModelData, style: Style, width: number): string {
  const label = (configuration: Configuration) =>
    configuration.name.slice(configuration.name === name ? 0 : name.length);
  const names = (belongs: (configuration: Configuration) => boolean) => configurations.filter(belongs).map(label);
  const groups: readonly (readonly [string, readonly string[]])[] = [
    ["hold", names(({ expect, full }) => !expect && !full)],
    ["must fail", names(({ expect, full }) => expect !== undefined && !full)],
    ["only --full", names(({ full }) => full ?? false)],
  ];
  const rows = groups
    .filter(([, members]) => members.length > 0)
    .map(([title, members]) => [title, members.map((each) => printable(each, 100)).join(", ")] as const);
  return [style.bold(name), ...indented(about, 2, width), ...table(rows, style, width, NAMES)].join("\n");
}

export function modelText(model: ModelData, style: Style, width: number): string {
  const section = (title: string, rows: readonly Row[]) =>
    rows.length === 0 ? [] : ["", `  ${title}`, ...table(rows, style, width)];
  return [
    style.bold(model.name),
    ...indented(model.about, 2, width),
    ...(model.source === "" ? [] : indented(model.source, 2, width).map(style.dim)),
    ...section("configurations", model.configurations.map(configurationRow)),
    ...section(
      "parameters (--set name=value)",
      model.parameters.map(({ name, default: value, about, accepts }) => [`${name}=${value}`, `${about} (${accepts})`]),
    ),
    ...section(
      "properties",
      model.properties
        .filter(({ kind }) => kind === "always" || kind === "step")
        .map(({ name, about }) => [name, about]),
    ),
    ...section(
      "goals, which must stay possible",
      model.properties.filter(({ kind }) => kind === "possible").map(({ name, about }) => [name, about]),
    ),
    ...section(
      "witnesses, which have to be reached",
      model.properties.filter(({ kind }) => kind === "sometimes").map(({ name, about }) => [name, about]),
    ),
    ...section(
      "bounds",
      model.bounds.map(({ name, limit }) => [name, String(limit)]),
    ),
  ].join("\n");
}

type Row = readonly [name: string, about: string];

function configurationRow({ name, about, expect, full }: Configuration): Row {
  const remarks = [...(expect ? [`must violate ${expect.violates}`] : []), ...(full ? ["only with --full"] : [])];
  return [name, remarks.length === 0 ? about : `${about} (${remarks.join("; ")})`];
}

/** Names, and beside each what it means, in lines of its own column; below it where names are long. */
function table(rows: readonly Row[], style: Style, width: number, limit?: number): string[] {
  const shown = rows.map(([name, about]) => [printable(name, 100), printable(about, limit)] as const);
  const column = widest(
    shown.map(([name]) => name),
    Math.floor(width * 0.45),
  );
  return shown.flatMap(([name, about]) => {
    const meaning = about === "" ? [] : wrapped(about, width - column - 6);
    const names = wrapped(name, width - 4);
    const isShort = columnsOf(name) <= column;
    const beside = isShort
      ? [`    ${padded(name, column)}  ${style.dim(meaning[0] ?? "")}`.trimEnd()]
      : names.map((line) => `    ${line}`);
    return [...beside, ...meaning.slice(isShort ? 1 : 0).map((line) => `${" ".repeat(column + 6)}${style.dim(line)}`)];
  });
}

function indented(text: string, columns: number, width: number): string[] {
  return text === "" ? [] : wrapped(printable(text), width - columns).map((line) => `${" ".repeat(columns)}${line}`);
}
