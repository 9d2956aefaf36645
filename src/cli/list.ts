/** `synod list`: what there is to check: models, their parameters and configurations, properties and bounds. */
import type { Model } from "../define/model.ts";
import { printable, type Style } from "../report/style.ts";
import { loadCatalogue, nameOf } from "./catalogue.ts";
import { EXIT } from "./exit.ts";
import type { Options } from "./options.ts";
import { facesOf, type Terminal } from "./terminal.ts";

export async function listCommand(terminal: Terminal, options: Options): Promise<number> {
  const { models } = await loadCatalogue(terminal.folder);
  const chosen =
    options.words.length === 0 ? models : models.filter(({ modelName }) => options.words.includes(modelName));
  const text = options.reporters.includes("json")
    ? `${JSON.stringify({ models: chosen.map(modelData) }, null, 2)}\n`
    : `${chosen.map((model) => modelText(model, facesOf(terminal, options.noColor).out)).join("\n\n")}\n`;
  terminal.stdout.write(text);
  return EXIT.held;
}

function modelData(model: Model): object {
  const { properties, system } = model.configured(model.configurations[0]?.name ?? "");
  return {
    name: model.modelName,
    about: model.about,
    source: model.source,
    parameters: Object.entries(model.parameters).map(([name, { default: value, about, accepts }]) => ({
      name,
      default: value,
      about,
      accepts,
    })),
    configurations: model.configurations.map((configuration) => ({
      ...configuration,
      name: nameOf({ model, configuration: configuration.name, full: false }),
    })),
    properties: properties.map(({ name, kind, about, source }) => ({ name, kind, about, source })),
    bounds: system.bounds.map(({ name, limit }) => ({ name, limit })),
  };
}

function modelText(model: Model, style: Style): string {
  const { properties, system } = model.configured(model.configurations[0]?.name ?? "");
  const section = (title: string, rows: readonly (readonly [string, string])[]) => {
    const width = Math.max(0, ...rows.map(([name]) => name.length));
    return rows.length === 0
      ? []
      : [
          `  ${title}`,
          ...rows.map(([name, about]) => `    ${printable(name.padEnd(width))}  ${style.dim(printable(about))}`),
        ];
  };
  return [
    `${style.bold(model.modelName)}  ${printable(model.about)}`,
    ...section(
      "parameters",
      Object.entries(model.parameters).map(([name, { default: value, about, accepts }]) => [
        `${name}=${value}`,
        `${about} (${accepts})`,
      ]),
    ),
    ...section(
      "configurations",
      model.configurations.map(({ name, about, expect, full }) => [
        nameOf({ model, configuration: name, full: false }),
        [about, expect ? `must violate ${expect.violates}` : "", full ? "only with --full" : ""]
          .filter((part) => part !== "")
          .join("; "),
      ]),
    ),
    ...section(
      "properties",
      properties.map(({ name, kind, about }) => [name, kind === "sometimes" ? `witness: ${about}` : about]),
    ),
    ...section(
      "bounds",
      system.bounds.map(({ name, limit }) => [name, String(limit)]),
    ),
  ].join("\n");
}
