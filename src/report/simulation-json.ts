/** Simulations as one JSON document, for programs. */
import { coverageData } from "./coverage.ts";
import { jsonText, REPORT_VERSION, writable } from "./json.ts";
import type { Reporter } from "./reporter.ts";
import { isSimulated, type SimulationOutcome, type SimulationRun, simulationVerdictOn } from "./simulation-run.ts";

/** Alone it is printed, beside other reports it is a file. */
export const simulationJsonReporter: Reporter<SimulationRun> = (run, { isAlone }) => {
  const text = `${jsonText(simulationJson(run))}\n`;
  return isAlone ? { print: text } : { files: { "simulate.json": text } };
};

function simulationJson({ tool, exitCode, seconds, outcomes, left, error }: SimulationRun): object {
  return {
    reportVersion: REPORT_VERSION,
    tool,
    command: "simulate",
    verdict: simulationVerdictOn(exitCode),
    exitCode,
    seconds,
    ...(error && { error }),
    models: outcomes.map(modelData),
    notSimulated: left,
  };
}

function modelData(outcome: SimulationOutcome): object {
  if (!isSimulated(outcome)) return { name: outcome.name, verdict: "error", asExpected: false, error: outcome.error };
  const { rounds: _, ...whole } = outcome.result;
  const { failures, properties, witnesses, notIdle, coverage, engine, seconds, rate, memory, ...result } = whole;
  const gone = outcome.retried.filter(({ outcome: became }) => became !== "fails");
  return {
    ...placeless(result),
    properties: properties.map(placeless),
    witnesses: witnesses.map(placeless),
    notIdle,
    failures: failures.map(({ counterexample: { property, evidence, steps }, run, strategy }) => ({
      property,
      run,
      strategy,
      steps: steps.length,
      evidence: writable(evidence),
      ...(outcome.traces.has(property) && { trace: outcome.traces.get(property) }),
    })),
    ...(gone.length > 0 && { savedFailures: gone }),
    ...(coverage && { coverage: coverageData(coverage) }),
    engine,
    timings: { seconds, stepsPerSecond: Math.round(rate) },
    memory,
  };
}

function placeless<T extends { readonly definedAt: unknown }>({ definedAt: _, ...rest }: T): Omit<T, "definedAt"> {
  return rest;
}
