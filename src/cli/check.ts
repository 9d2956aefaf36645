/** `synod check`: runs the chosen configurations one after the other and reports. */
import { join, resolve } from "node:path";
import type { Checkable } from "../define/model.ts";
import { SynodError } from "../errors.ts";
import { check } from "../explore/check.ts";
import type { CheckResult } from "../explore/result.ts";
import type { Coverage } from "../explore/search.ts";
import { settledBy, withSaved } from "../explore/with-saved.ts";
import { briefText } from "../report/brief.ts";
import { endingText } from "../report/ending.ts";
import { goneText } from "../report/gone.ts";
import { plural } from "../report/numbers.ts";
import type { Report } from "../report/reporter.ts";
import { type CheckRun, errorData, isChecked, type Outcome } from "../report/run.ts";
import { shardFileName, shardText } from "../report/shard-file.ts";
import { resultText } from "../report/text.ts";
import { keepFailure } from "../shrink/keep.ts";
import { KEPT, type Retried, retriedOn, type SavedFailure, savedIn } from "../trace/saved.ts";
import { complain } from "./complaint.ts";
import { EXIT } from "./exit.ts";
import type { Options } from "./options.ts";
import { type Progress, progressOn } from "./progress.ts";
import { deliver, type NamedReporter, reportersFor } from "./reporters.ts";
import { type Chosen, choose } from "./selection.ts";
import { costsIn, type Shard, shareOf } from "./shard.ts";
import { type Faces, facesOf, type Terminal } from "./terminal.ts";
import { helpersFor } from "./tidings.ts";
import { replayLine, saveTrace, traceOf } from "./traces.ts";
import { TOOL } from "./version.ts";

export async function checkCommand(terminal: Terminal, options: Options): Promise<number> {
  const reporters = await reportersFor(terminal.folder, options);
  const chosen = await choose(terminal.folder, options);
  if (options.shard !== undefined) return await shardCommand(terminal, options, options.shard, chosen, reporters);
  return await new Run(terminal, options, chosen, reporters).toTheEnd();
}

/** Checks one shard, and writes what it found out for `synod merge`. */
async function shardCommand(
  terminal: Terminal,
  options: Options,
  { part, of }: Shard,
  all: readonly Chosen[],
  reporters: readonly NamedReporter[],
): Promise<number> {
  const { folder } = terminal;
  const costs = options.costs === undefined ? new Map() : costsIn(resolve(folder, options.costs));
  const names = all.map(({ name }) => name);
  const share = shareOf(names, costs, { part, of });
  const whole = { of, all: all.map(({ name, file }) => ({ name, file })), asked: askedIn(options) };
  const file = shardFileName(part, of);
  const mine = all.filter((_, at) => share.includes(at));
  const extent = `shard ${part} of ${of}: ${mine.length} of ${plural(all.length, "configuration")}`;
  const tells = options.reporters.includes("text") && !options.quiet;
  const report = (run: CheckRun): Report => ({
    files: { [file]: shardText(run, { part, share, ...whole }, folder) },
    ...(tells && { print: `${extent}, for synod merge in ${join(options.out, file)}\n` }),
  });
  return await new Run(terminal, options, mine, [{ name: "shard", report }, ...reporters]).toTheEnd();
}

/** Whatever results depend on, beside the configurations. */
function askedIn(options: Options): object {
  const { set, properties } = options;
  return { set, properties, ...limitsIn(options) };
}

/** What there is to tell of one configuration. */
export interface Told {
  /** Where it was searched here. */
  readonly model?: Checkable;
  readonly result: CheckResult;
  /** Saved failures that do not fail any more, or cannot be run to their end. */
  readonly gone: readonly Retried[];
}

/** Where results come from, if they are not searched for here and now. */
export interface Source {
  readonly search: (chosen: Chosen) => Promise<Told>;
  /** How long it took. */
  readonly seconds: number;
}

/** One run of the command. What goes wrong with one configuration is reported, and the others are still checked. */
export class Run {
  private readonly source: Source | undefined;
  private readonly terminal: Terminal;
  private readonly options: Options;
  private readonly chosen: readonly Chosen[];
  private readonly reporters: readonly NamedReporter[];
  private readonly faces: Faces;
  /** Where there are many configurations, those that end as they should are told briefly. */
  private readonly isBrief: boolean;
  private readonly showsText: boolean;
  private readonly startedAt = performance.now();
  private readonly outcomes: Outcome[] = [];
  private saved: readonly SavedFailure[] = [];
  private failure: unknown;
  private cannotWrite = false;
  private last: "brief" | "block" | undefined;

  constructor(
    terminal: Terminal,
    options: Options,
    chosen: readonly Chosen[],
    reporters: readonly NamedReporter[],
    source?: Source,
  ) {
    this.source = source;
    this.terminal = terminal;
    this.options = options;
    this.chosen = chosen;
    this.reporters = reporters;
    this.faces = facesOf(terminal, options.noColor);
    this.showsText = options.reporters.includes("text");
    this.isBrief = chosen.length > 1 && !options.verbose;
  }

  async toTheEnd(): Promise<number> {
    const { terminal } = this;
    if (this.source === undefined) this.saved = savedIn(terminal.folder, KEPT, (failure) => this.failed(failure));
    for (const each of this.chosen) {
      if (this.terminal.signal.aborted) break;
      await this.one(each);
    }
    if (this.showsText && this.needsEnding) this.writeEnding();
    for (const reporter of this.reporters) await this.report(reporter);
    return this.exitCode;
  }

  private async one(chosen: Chosen): Promise<void> {
    const { name, file } = chosen;
    const { terminal, options, outcomes } = this;
    const progress = progressOn(terminal, name, options.quiet);
    try {
      const { model, result, gone } = await (this.source?.search(chosen) ?? this.search(chosen, progress));
      progress.clear();
      const traces = this.saveTraces(model, result);
      const replays = new Map(
        [...traces].map(([property, path]) => [property, replayLine(terminal.replay, path, file)]),
      );
      outcomes.push({ name, result, traces, replays, gone });
      if (this.showsText && !(options.quiet && result.asExpected)) this.show(result, replays);
      if (this.showsText && gone.length > 0) this.showGone(gone);
    } catch (failure) {
      progress.clear();
      this.failed(failure, name);
      outcomes.push({ name, error: errorData(failure) });
    }
  }

  private async search(chosen: Chosen, { update }: Progress<Coverage>): Promise<Told> {
    const { terminal, options } = this;
    const model = chosen.build();
    const retried = retriedOn(model, this.saved);
    const found = await check(model, {
      ...limitsIn(options),
      ...helpersFor(chosen, terminal.folder, options, options.workers, "crew-member"),
      signal: terminal.signal,
      onProgress: update,
    });
    const gone = settledBy(found, retried).filter(({ outcome }) => outcome !== "fails");
    return { model, result: withSaved(found, retried), gone };
  }

  private failed(failure: unknown, where?: string): void {
    this.failure ??= failure;
    complain(this.terminal, this.options, failure, where);
  }

  /** Results are shown even where they cannot be saved, and one complaint about that is enough. */
  private saveTraces(model: Checkable | undefined, result: CheckResult): ReadonlyMap<string, string> {
    const { terminal, options } = this;
    const traces = new Map<string, string>();
    for (const { name, counterexample } of result.properties) {
      if (counterexample === undefined || this.cannotWrite) continue;
      const trace = traceOf(result, counterexample);
      try {
        traces.set(name, saveTrace(terminal.folder, options.out, trace));
        if (options.save && model !== undefined && name !== result.expected)
          keepFailure(resolve(terminal.folder, KEPT), model, trace);
      } catch (failure) {
        this.cannotWrite = true;
        this.failed(failure);
      }
    }
    return traces;
  }

  private show(result: CheckResult, replays: ReadonlyMap<string, string>): void {
    const { faces, options } = this;
    const replayOf = (property: string) => replays.get(property);
    const { out: style, width } = faces;
    if (this.isBrief && result.asExpected) this.print(briefText(result, style, width), "brief");
    else this.print(resultText(result, { style, width, verbose: options.verbose, replayOf }), "block");
  }

  private showGone(gone: readonly Retried[]): void {
    this.print(goneText(gone, this.faces.out, this.faces.width), this.isBrief ? "brief" : "block");
  }

  /** Blocks and the ending have a line of space around them. */
  private print(text: string, form: "brief" | "block"): void {
    const isApart = this.last !== undefined && (form === "block" || this.last === "block");
    this.terminal.stdout.write(`${isApart ? "\n" : ""}${text}\n`);
    this.last = form;
  }

  /** A single result speaks for itself, unless its verdict may have left the screen. */
  private get needsEnding(): boolean {
    return (
      this.chosen.length > 1 ||
      this.outcomes.some((outcome) => isChecked(outcome) && outcome.result.verdict === "violated")
    );
  }

  private writeEnding(): void {
    const ending = endingText(
      {
        results: this.outcomes.flatMap((outcome) => (isChecked(outcome) ? [outcome.result] : [])),
        broken: this.outcomes.flatMap((outcome) => (isChecked(outcome) ? [] : [outcome.name])),
        left: this.chosen.length - this.outcomes.length,
        seconds: this.seconds,
      },
      this.faces.out,
      this.faces.width,
    );
    this.print(ending, "block");
  }

  private get seconds(): number {
    return this.source?.seconds ?? (performance.now() - this.startedAt) / 1000;
  }

  private get exitCode(): number {
    if (this.terminal.signal.aborted) return EXIT.interrupted;
    if (this.failure !== undefined) return EXIT.error;
    const wrong = this.outcomes.flatMap((outcome) =>
      isChecked(outcome) && !outcome.result.asExpected ? [outcome.result] : [],
    );
    if (wrong.some(({ verdict }) => verdict !== "inconclusive")) return EXIT.violated;
    return wrong.length === 0 ? EXIT.held : EXIT.inconclusive;
  }

  /** One complaint is enough about a place that cannot be written to. */
  private async report(reporter: NamedReporter): Promise<void> {
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

  private get whole(): CheckRun {
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

function limitsIn({ maxStates, maxDepth, maxMemory, time }: Options) {
  return {
    ...(maxStates !== undefined && { maxStates }),
    ...(maxDepth !== undefined && { maxDepth }),
    ...(maxMemory !== undefined && { maxMemory }),
    ...(time !== undefined && { time }),
  };
}
