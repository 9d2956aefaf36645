/** What `--help` says. */

const SHARED = `
  --set name=value      a parameter of the model; may be repeated
  --reporter text,json  text on the terminal (default); json alone on stdout, beside text in --out
  --out FOLDER          where traces and reports go (default: reports)
  --quiet               only what is not as expected
  --verbose             more of everything, and stack traces
  --no-color            as with NO_COLOR
`;

const COMMANDS: Readonly<Record<string, string>> = {
  check: `synod check [model…]   search every state within the model's bounds

  synod check                              every configuration of every model
  synod check basic-paxos                  the configurations of one model
  synod check basic-paxos/restart          one configuration
  synod check two-phase-commit --set rms=7 a model with parameters of your own
  synod check ./my-protocol.ts             the models that a file exports

  --property NAME       only this property (and the witnesses); may be repeated
  --full                also the configurations that are too large for every day
  --max-states N        stop after so many distinct states
  --max-depth N         do not look further than N steps
  --max-memory SIZE     such as 500M or 4G; default: three quarters of the machine
  --time T              such as 30, 90s or 5m
${SHARED}
exit codes: 0 held, 1 violated, 2 usage or internal error, 3 inconclusive or vacuous, 130 interrupted
`,
  replay: `synod replay <trace>   run a saved trace through the reducers, verify it and show it

  synod replay reports/traces/primary-backup.agreement.json
  synod replay trace.json --set bug=none   does the repair make it impossible?

${SHARED}
exit codes: 0 the property holds at the end, 1 it is violated, 2 a step is not possible any more
`,
  list: `synod list [model…]   models, parameters, configurations, properties, bounds

  synod list
  synod list basic-paxos --reporter json
`,
};

export function helpFor(command: string | undefined): string {
  const known = command === undefined ? undefined : COMMANDS[command];
  if (known !== undefined) return known;
  return `synod: a model checker for replicated state machines

  synod check [model…]   search every state within bounds
  synod replay <trace>   run a saved trace again
  synod list             what there is to check

  synod <command> --help shows options and examples
`;
}

export const COMMAND_NAMES = Object.keys(COMMANDS);
