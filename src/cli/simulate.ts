/** `synod simulate`: makes random runs of the chosen configurations, one after the other, and reports. */
import { join, resolve } from "node:path";
import { SynodError } from "../errors.ts";
import { coverageSvg } from "../report/coverage.ts";
import { goneText } from "../report/gone.ts";
import { megabytes, rough, seconds } from "../report/numbers.ts";
import type { Report } from "../report/reporter.ts";
import { errorData } from "../report/run.ts";
import { briefSimulationText, simulationText } from "../report/simulation.ts";
import { simulationEndingText } from "../report/simulation-ending.ts";
import { isSimulated, type SimulationOutcome, type SimulationRun } from "../report/simulation-run.ts";
import { simulationShardFileName, simulationShardText } from "../report/simulation-shard.ts";
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
import { progressWith, type Progress as Shown } from "./progress.ts";
import { deliver, type NamedReporter, simulationReportersFor } from "./reporters.ts";
import { type Chosen, choose } from "./selection.ts";
import type { Shard } from "./shard.ts";
import { type Faces, facesOf, type Terminal } from "./terminal.ts";
import { helpersFor } from "./tidings.ts";
import { replayLine, saveTrace, traceOf } from "./traces.ts";
import { TOOL } from "./version.ts";

export async function simulateCommand(terminal: Terminal, options: Options): Promise<number> {
  // Said once, and not for every configuration.
  if (options.strategy !== undefined) strategiesNamed(options.strategy);
  if (options.depth !== undefined) requireDepth(options.depth);
  if (options.shard !== undefined && options.seed === undefined)
    throw new SynodError("badParameter", "--shard needs a --seed", {
      hint: "All shards make runs of the same seed, as in --seed 7 --shard 1/4.",
    });
  const reporters = await simulationReportersFor(terminal.folder, options);
  const chosen = await choose(terminal.folder, { ...options, sound: true });
  const forMerge = options.shard === undefined ? [] : [shardReporter(terminal, options, options.shard, chosen)];
  return await new Simulations(terminal, options, chosen, [...forMerge, ...reporters]).toTheEnd();
}

/** Writes what a shard found out, for `synod merge`. */
function shardReporter(
  { folder }: Terminal,
  options: Options,
  { part, of }: Shard,
  chosen: readonly Chosen[],
): NamedReporter<SimulationRun> {
  const file = simulationShardFileName(part, of);
  const whole = { of, all: chosen.map(({ name, file: of }) => ({ name, file: of })), asked: askedIn(options) };
  const tells = options.reporters.includes("text") && !options.quiet;
  const report = (run: SimulationRun): Report => ({
    files: { [file]: simulationShardText(run, { part, ...whole }, folder) },
    ...(tells && { print: `shard ${part} of ${of}, for synod merge in ${join(options.out, file)}\n` }),
  });
  return { name: "shard", report };
}

/** Whatever results depend on, beside the configurations. */
function askedIn(options: Options): object {
  const { set, properties, seed } = options;
  const { shard: _, ...wishes } = wishesIn(options);
  return { set, properties, seed, ...wishes };
}

/** What there is to tell of one configuration. */
export interface Made {
  readonly result: SimulationResult;
  /** What became of the failures that were saved before. */
  readonly retried: readonly Retried[];
}

/** Where results come from, if no runs are made here and now. */
export interface SimulationSource {
  readonly make: (chosen: Chosen) => Made;
  readonly seed: number;
  /** How long it took. */
  readonly seconds: number;
}

/** One run of the command. What goes wrong with one configuration is reported, and the others are still simulated. */
export class Simulations {
  private readonly source: SimulationSource | undefined;
  private readonly terminal: Terminal;
  private readonly options: Options;
  private readonly chosen: readonly Chosen[];
  private readonly reporters: readonly NamedReporter<SimulationRun>[];
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

  constructor(
    terminal: Terminal,
    options: Options,
    chosen: readonly Chosen[],
    reporters: readonly NamedReporter<SimulationRun>[],
    source?: SimulationSource,
  ) {
    this.source = source;
    this.reporters = reporters;
    this.terminal = terminal;
    this.options = options;
    this.chosen = chosen;
    this.faces = facesOf(terminal, options.noColor);
    this.showsText = options.reporters.includes("text");
    this.isBrief = chosen.length > 1 && !options.verbose && !options.coverage;
    this.seed = source?.seed ?? options.seed ?? Math.floor(Math.random() * SEEDS);
  }

  async toTheEnd(): Promise<number> {
    if (this.source === undefined) this.saved = savedIn(this.terminal.folder, KEPT, (failure) => this.failed(failure));
    for (const each of this.chosen) {
      if (this.terminal.signal.aborted) break;
      await this.one(each);
    }
    if (this.showsText && this.chosen.length > 1) this.writeEnding();
    for (const reporter of this.reporters) await this.report(reporter);
    return this.exitCode;
  }

  private async one(chosen: Chosen): Promise<void> {
    const { name, file } = chosen;
    const { terminal, options, outcomes } = this;
    const progress = progressWith(terminal, name, options.quiet, figures);
    try {
      const { result: made, retried } = this.source?.make(chosen) ?? (await this.make(chosen, progress));
      progress.clear();
      const result = withSavedRuns(made, retried);
      const traces = this.saveTraces(result);
      const replays = new Map(
        [...traces].map(([property, path]) => [property, replayLine(terminal.replay, path, file)]),
      );
      if (options.coverage) this.savePicture(result);
      outcomes.push({ name, result, traces, replays, retried });
      if (this.showsText && !(options.quiet && result.asExpected)) this.show(result, replays);
      this.showGone(retried.filter(({ outcome }) => outcome !== "fails"));
    } catch (failure) {
      progress.clear();
      this.failed(failure, name);
      outcomes.push({ name, error: errorData(failure) });
    }
  }

  private async make(chosen: Chosen, { update }: Shown<Progress>): Promise<Made> {
    const { terminal, options } = this;
    const model = chosen.build();
    const retried = retriedOn(model, this.saved);
    const { signal, folder } = terminal;
    const crew = helpersFor(chosen, folder, { ...options, sound: true }, options.workers, "simulation-member");
    const wishes = { ...wishesIn(options), ...crew, seed: this.seed, signal };
    return { result: await simulate(model, { ...wishes, onProgress: update }), retried };
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
    if (coverage === undefined) return;
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

  private show(result: SimulationResult, replays: ReadonlyMap<string, string>): void {
    const { faces, options } = this;
    const { out: style, width } = faces;
    const replayOf = (property: string) => replays.get(property);
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
      results: outcomes.flatMap((outcome) => (isSimulated(outcome) ? [outcome.result] : [])),
      broken: outcomes.flatMap((outcome) => (isSimulated(outcome) ? [] : [outcome.name])),
      left: chosen.length - outcomes.length,
      seconds: elapsed,
    };
    this.print(simulationEndingText(ending, faces.out, faces.width), "block");
  }

  private get seconds(): number {
    return this.source?.seconds ?? (performance.now() - this.startedAt) / 1000;
  }

  private get exitCode(): number {
    if (this.terminal.signal.aborted) return EXIT.interrupted;
    if (this.failure !== undefined) return EXIT.error;
    const wrong = this.outcomes.flatMap((outcome) =>
      isSimulated(outcome) && !outcome.result.asExpected ? [outcome.result] : [],
    );
    if (wrong.some(({ verdict }) => verdict === "violated")) return EXIT.violated;
    return wrong.length === 0 ? EXIT.held : EXIT.inconclusive;
  }

  /** One complaint is enough about a place that cannot be written to. */
  private async report(reporter: NamedReporter<SimulationRun>): Promise<void> {
    const { terminal, options } = this;
    const isAlone = options.reporters.length === 1;
    try {
      const setting = { folder: terminal.folder, env: terminal.env, isAlone };
      await deliver(reporter, this.whole, setting, { out: options.out, terminal });
    } catch (failure) {
      const isPlace = failure instanceof SynodError && failure.kind === "cannotWrite";
      if (!isPlace || !this.cannotWrite) this.failed(failure);
      this.cannotWrite ||= isPlace;
    }
  }

  private get whole(): SimulationRun {
    return {
      tool: TOOL,
      exitCode: this.exitCode,
      seconds: this.seconds,
      outcomes: this.outcomes,
      left: this.chosen.slice(this.outcomes.length).map(({ name }) => name),
      error: this.failure === undefined ? undefined : errorData(this.failure),
    };
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
