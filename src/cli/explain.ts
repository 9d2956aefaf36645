/** `synod explain`: a saved trace, run through today's reducers and shown in one of several forms. It judges nothing. */
import { resolve } from "node:path";
import type { Evidence } from "../define/property.ts";
import { SynodError } from "../errors.ts";
import { replayText } from "../report/failure.ts";
import { jsonText } from "../report/json.ts";
import { itfOf } from "../trace/itf.ts";
import { mermaidOf } from "../trace/mermaid.ts";
import { evidenceAtEnd, replay } from "../trace/replay.ts";
import { shivizOf } from "../trace/shiviz.ts";
import { readTrace } from "../trace/trace-file.ts";
import { EXIT } from "./exit.ts";
import type { Options } from "./options.ts";
import { modelOf } from "./replay.ts";
import { suggestion } from "./suggestion.ts";
import { facesOf, type Terminal } from "./terminal.ts";

const FORMATS = ["text", "mermaid", "shiviz", "itf"] as const;
type Format = (typeof FORMATS)[number];

export async function explainCommand(terminal: Terminal, options: Options): Promise<number> {
  const format = formatFrom(options);
  const [path, file, ...rest] = options.words;
  if (path === undefined || rest.length > 0) {
    throw new SynodError(
      "unknownOption",
      "explain takes one trace, and the file of its model if the project does not name it",
      { hint: "As in: synod explain reports/traces/primary-backup.agreement.json --format mermaid" },
    );
  }
  const trace = readTrace(resolve(terminal.folder, path));
  const { model, property } = await modelOf(terminal.folder, trace, options, file);
  const { system, parameters } = model;
  const run = replay(system, trace.initial, trace.steps);
  const evidence = evidenceAtEnd(system, property, run, options.maxStates);
  const { out: style, width } = facesOf(terminal, options.noColor);
  const told = { model: trace.model, property: property.name, parameters, evidence, ...run };
  const texts: Readonly<Record<Format, () => string>> = {
    text: () => `${replayText(told, style, width)}\n`,
    mermaid: () => mermaidOf({ steps: run.steps, ending: endingOf(told) }),
    shiviz: () => shivizOf({ components: system.components, ...run }),
    itf: () => `${jsonText(itfOf({ ...told, components: system.components, description: endingOf(told) }))}\n`,
  };
  terminal.stdout.write(texts[format]());
  return EXIT.held;
}

function endingOf({ property, evidence }: { readonly property: string; readonly evidence: Evidence | undefined }) {
  return `${property}: ${evidence === undefined ? "holds here" : evidence.message}`;
}

function formatFrom({ format = "text", reporters }: Options): Format {
  if (reporters.some((name) => name !== "text")) {
    throw new SynodError("unknownOption", "explain has no reporters", {
      hint: `It has --format ${FORMATS.join(", ")}.`,
    });
  }
  const known = FORMATS.find((each) => each === format);
  if (known !== undefined) return known;
  throw new SynodError("unknownOption", `there is no format ${JSON.stringify(format)}`, {
    hint: suggestion(format, FORMATS),
  });
}
