/** `synod simulate`: makes random runs of the chosen configurations, one after the other, and reports. */
import { join, resolve } from "node:path";
import { coverageSvg } from "../report/coverage.ts";
import { goneText } from "../report/gone.ts";
import { jsonText } from "../report/json.ts";
import { megabytes, rough, seconds } from "../report/numbers.ts";
import { errorData } from "../report/run.ts";
import { briefSimulationText, simulationText } from "../report/simulation.ts";
import { simulationEndingText } from "../report/simulation-ending.ts";
import { type SimulationOutcome, simulationJson } from "../report/simulation-json.ts";
import { strategiesNamed } from "../simulate/portfolio.ts";
import { SEEDS } from "../simulate/random.ts";
import type { SimulationResult } from "../simulate/result.ts";
import { requireDepth } from "../simulate/runner.ts";
import { type Progress, type SimulateOptions, simulate } from "../simulate/simulate.ts";
import { withSavedRuns } from "../simulate/with-saved.ts";
import { KEPT, type Retried, retriedOn, type SavedFailure, savedIn } from "../trace/saved.ts";
import { writeWhole } from "../trace/trace-file.ts";
import { complain } from "./complaint.ts";
import { EXIT } from "./exit.ts";
import type { Options } from "./options.ts";
import { progressWith } from "./progress.ts";
import { type Chosen, choose } from "./selection.ts";
import { type Faces, facesOf, type Terminal } from "./terminal.ts";
import { helpersFor } from "./tidings.ts";
import { replayLine, saveTrace, traceOf } from "./traces.ts";
import { TOOL } from "./version.ts";

export async function simulateCommand(terminal: Terminal, options: Options): Promise<number> {
  // Said once, and not for every configuration.
  if (options.strategy !== undefined) strategiesNamed(options.strategy);
  if (options.depth !== undefined) requireDepth(options.depth);
  const chosen = await choose(terminal.folder, { ...options, sound: true });
  return await new Simulations(terminal, options, chosen).toTheEnd();
}

/** One run of the command. What goes wrong with one configuration is reported, and the others are still simulated. */
class Simulations {
  private readonly terminal: Terminal;
  private readonly options: Options;
  private readonly chosen: readonly Chosen[];
  private readonly faces: Faces;
  private readonly isBrief: boolean;
  private readonly showsText: boolean;
  /** One seed for all, so that one is enough to make them all again. */
  private readonly seed: number;
  private readonly startedAt = performance.now();
  private readonly outcomes: SimulationOutcome[] = [];
  private saved: readonly SavedFailure[] = [];
  private failure: unknown;
  private cannotWrite = false;
  private last: "brief" | "block" | undefined;

  constructor(terminal: Terminal, options: Options, chosen: readonly Chosen[]) {
    this.terminal = terminal;
    this.options = options;
    this.chosen = chosen;
    this.faces = facesOf(terminal, options.noColor);
    this.showsText = options.reporters.includes("text");
    this.isBrief = chosen.length > 1 && !options.verbose && !options.coverage;
    this.seed = options.seed ?? Math.floor(Math.random() * SEEDS);
  }

  async toTheEnd(): Promise<number> {
    this.saved = savedIn(this.terminal.folder, KEPT, (failure) => this.failed(failure));
    for (const each of this.chosen) {
      if (this.terminal.signal.aborted) break;
      await this.one(each);
    }
    if (this.showsText && this.chosen.length > 1) this.writeEnding();
    if (this.options.reporters.includes("json")) this.writeJson();
    return this.exitCode;
  }

  private async one(chosen: Chosen): Promise<void> {
    const { name, build, file } = chosen;
    const { terminal, options, outcomes } = this;
    const progress = progressWith(terminal, name, options.quiet, figures);
    try {
      const model = build();
      const retried = retriedOn(model, this.saved);
      const made = await simulate(model, {
        ...wishesIn(options),
        ...helpersFor(chosen, terminal.folder, { ...options, sound: true }, options.workers, "simulation-member"),
        seed: this.seed,
        signal: terminal.signal,
        onProgress: progress.update,
      });
      progress.clear();
      const result = withSavedRuns(made, retried);
      const traces = this.saveTraces(result);
      if (options.coverage) this.savePicture(result);
      outcomes.push({ name, result, traces });
      if (this.showsText && !(options.quiet && result.asExpected)) this.show(result, traces, file);
      this.showGone(retried.filter(({ outcome }) => outcome !== "fails"));
    } catch (failure) {
      progress.clear();
      this.failed(failure, name);
      outcomes.push({ name, error: errorData(failure) });
    }
  }

  private failed(failure: unknown, where?: string): void {
    this.failure ??= failure;
    complain(this.terminal, this.options, failure, where);
  }

  private saveTraces(result: SimulationResult): ReadonlyMap<string, string> {
    const { terminal, options } = this;
    const traces = new Map<string, string>();
    for (const { counterexample, run, strategy } of result.failures) {
      if (counterexample.saved !== undefined) {
        traces.set(counterexample.property, counterexample.saved);
        continue;
      }
      const random = { seed: result.seed, run, strategy };
      this.writing(() =>
        traces.set(
          counterexample.property,
          saveTrace(terminal.folder, options.out, traceOf(result, counterexample, random)),
        ),
      );
    }
    return traces;
  }

  private savePicture({ name, coverage }: SimulationResult): void {
    const path = join(this.options.out, "coverage", `${name.replaceAll("/", ".")}.svg`);
    this.writing(() => writeWhole(resolve(this.terminal.folder, path), coverageSvg(name, coverage)));
  }

  /** Results are shown even where they cannot be saved, and one complaint about that is enough. */
  private writing(write: () => void): void {
    if (this.cannotWrite) return;
    try {
      write();
    } catch (failure) {
      this.cannotWrite = true;
      this.failed(failure);
    }
  }

  private show(result: SimulationResult, traces: ReadonlyMap<string, string>, file: string | undefined): void {
    const { faces, options, terminal } = this;
    const { out: style, width } = faces;
    const replayOf = (property: string) => {
      const trace = traces.get(property);
      return trace === undefined ? undefined : replayLine(terminal.replay, trace, file);
    };
    if (this.isBrief && result.asExpected) this.print(briefSimulationText(result, style, width), "brief");
    else this.print(simulationText(result, { ...options, style, width, replayOf }), "block");
  }

  private showGone(gone: readonly Retried[]): void {
    if (!this.showsText || gone.length === 0) return;
    this.print(goneText(gone, this.faces.out, this.faces.width), this.isBrief ? "brief" : "block");
  }

  /** Blocks and the ending have a line of space around them. */
  private print(text: string, form: "brief" | "block"): void {
    const isApart = this.last !== undefined && (form === "block" || this.last === "block");
    this.terminal.stdout.write(`${isApart ? "\n" : ""}${text}\n`);
    this.last = form;
  }

  private writeEnding(): void {
    const { outcomes, chosen, faces, seconds: elapsed } = this;
    const ending = {
      results: outcomes.flatMap((outcome) => ("result" in outcome ? [outcome.result] : [])),
      broken: outcomes.flatMap((outcome) => ("error" in outcome ? [outcome.name] : [])),
      left: chosen.length - outcomes.length,
      seconds: elapsed,
    };
    this.print(simulationEndingText(ending, faces.out, faces.width), "block");
  }

  private get seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }

  private get exitCode(): number {
    if (this.terminal.signal.aborted) return EXIT.interrupted;
    if (this.failure !== undefined) return EXIT.error;
    const wrong = this.outcomes.flatMap((outcome) =>
      "result" in outcome && !outcome.result.asExpected ? [outcome.result] : [],
    );
    if (wrong.some(({ verdict }) => verdict === "violated")) return EXIT.violated;
    return wrong.length === 0 ? EXIT.held : EXIT.inconclusive;
  }

  /** Alone, JSON goes to stdout; beside text it goes to a file. */
  private writeJson(): void {
    const { terminal, options } = this;
    if (!this.showsText) terminal.stdout.write(this.json());
    else this.writing(() => writeWhole(resolve(terminal.folder, join(options.out, "simulate.json")), this.json()));
  }

  private json(): string {
    const run = {
      tool: TOOL,
      exitCode: this.exitCode,
      seconds: this.seconds,
      outcomes: this.outcomes,
      left: this.chosen.slice(this.outcomes.length).map(({ name }) => name),
      error: this.failure === undefined ? undefined : errorData(this.failure),
    };
    return `${jsonText(simulationJson(run))}\n`;
  }
}

function wishesIn({ runs, strategy, depth, time, maxMemory, shard }: Options): SimulateOptions {
  return {
    ...(runs !== undefined && { runs }),
    ...(strategy !== undefined && { strategy }),
    ...(depth !== undefined && { depth }),
    ...(time !== undefined && { time }),
    ...(maxMemory !== undefined && { maxMemory }),
    ...(shard !== undefined && { shard }),
  };
}

function figures({ runs, of, steps, states }: Progress, elapsed: number): string {
  const goal = of === undefined ? "" : ` of ${rough(of)}`;
  const memory = megabytes(process.memoryUsage.rss());
  return `${rough(runs)}${goal} runs  ${rough(steps / elapsed)} steps/s  ${rough(states)} states  ${memory}  ${seconds(elapsed)}`;
}
