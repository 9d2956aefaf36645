/** What `--help` says, in lines of 80 columns. */

const SHARED = `  --verbose             more of everything, and stack traces
  --no-color            as with NO_COLOR`;

const CHECK = `synod check [model…]   search every state within the model's bounds

  synod check                                every configuration of every model
  synod check primary-backup                 the configurations of one model
  synod check two-phase-commit/seven         one configuration, in detail
  synod check two-phase-commit --set rms=5   parameters of your own
  synod check ./my-protocol.ts               the models that a file exports

  --set name=value      a parameter of the model; may be repeated
  --property NAME       only this property and the witnesses; may be repeated
  --full                also the configurations too large for every day
  --max-states N        stop after so many distinct states, such as 200k
  --max-depth N         do not look further than N steps
  --max-memory SIZE     such as 500M or 4G; default: ¾ of the machine
  --time T              such as 30, 90s, 5m or 2h
  --workers N           threads; default: one, and as many as there are cores
                        once a search turns out to be long
  --out FOLDER          where traces and reports go (default: reports)
  --save                keep failures in traces/, each once, to be tried again
  --quiet               only what is not as it should be
  --shard I/N           only one of N shares of about the same cost; the results
                        go to a file in --out, for synod merge
  --costs FILE          what configurations cost, written by --reporter costs;
                        without it they cost the same
  --reporter NAMES      text (the default), json, junit, github, costs or a file
                        with a reporter of your own; several with commas. json
                        alone goes to stdout, else each to a file in --out
${SHARED}

What is kept in traces/ is tried first: what fails again is a failure even where
the search stops before it, and what does not is said to be fixed.
Ctrl-C ends the search and shows what it covered.
Exit codes: 0 held, 1 violated, 2 usage or internal error,
            3 inconclusive or vacuous, 130 interrupted
`;

const SIMULATE = `synod simulate [model…]   random runs, where the space is too large to search

  synod simulate                            every model, as it should be
  synod simulate multi-paxos --runs 100k    those of one model that are sound
  synod simulate multi-paxos/adopt-lowest   one configuration, also a seeded bug
  synod simulate basic-paxos --seed 7 --strategy pct

  --runs N              runs of each configuration (default: 1,000)
  --time T              as many runs as that allows, such as 90s, 5m or 2h
  --seed N              makes the same runs again; drawn and shown if not given
  --strategy NAME       portfolio (all in turn), uniform, pct, pct-messages,
                        pos, delays, hold, starve, bursts, few, swarm or novelty
  --depth N             steps after which a run is cut off (default: 300)
  --shard I/N           one of N shares of the runs of a --seed; the results go
                        to a file in --out, for synod merge
  --workers N           threads; default: one, and as many as there are cores
                        once the runs turn out to take long
  --coverage            what the runs covered, and a picture of it in --out
  --set name=value      a parameter of the model; may be repeated
  --property NAME       only this property and the witnesses; may be repeated
  --full                also the configurations too large for every day
  --max-memory SIZE     such as 500M or 4G; default: ¾ of the machine
  --out FOLDER          where traces and reports go (default: reports)
  --quiet               only what is not as it should be
  --reporter NAMES      text (the default), json, junit, github or a file with a
                        reporter of your own; several with commas. json alone
                        goes to stdout, else each to a file in --out
${SHARED}

Ctrl-C ends the runs and shows what they covered.
Exit codes: 0 no failure, which is no proof, 1 violated,
            2 usage or internal error, 3 inconclusive or vacuous,
            130 interrupted
`;

const REPLAY = `synod replay <trace> [file]   run a saved trace again, verify it and show it

  synod replay reports/traces/primary-backup.agreement.json
  synod replay trace.json ./my-protocol.ts   the file that exports its model
  synod replay trace.json --set bug=none     would this have prevented it?

  --set name=value      instead of the trace's own parameter; may be repeated
  --max-states N        how far to look for a goal that must stay possible, in
                        states beyond the end of the trace (default: 100k)
  --reporter json       for programs
${SHARED}

Exit codes: 0 the property holds at the end, 1 it is violated,
            2 a step is not possible any more, or the trace cannot be read,
            3 more states follow than may be looked at
`;

const SHRINK = `synod shrink <trace> [file]   look for a shorter run with the same end

  synod shrink reports/traces/primary-backup.agreement.json
  synod shrink trace.json ./my-protocol.ts   the file that exports its model
  synod shrink trace.json --max-states 5M    look further for a shorter way

  --time T              keep the best after so long (default: 10s)
  --max-states N        states that a search for a shorter way may look at
                        (default: 100k)
  --out FOLDER          the shorter trace goes to traces/ in it (default:
                        reports), under the name NAME.shrunk.json; the given one
                        stays as it is
  --set name=value      instead of the trace's own parameter; may be repeated
  --reporter json       for programs
${SHARED}

Steps that are not possible any more are skipped. Ctrl-C keeps the best so far;
--verbose tells what was tried.
Exit codes: 0 the trace no longer fails, 1 it does, and here is the shortest
            run that was found, 2 the trace cannot be read, 130 interrupted
`;

const MUTANTS = `synod mutants [model…]   which property catches which seeded bug

  synod mutants                          the seeded bugs of every model
  synod mutants basic-paxos              those of one model
  synod mutants multi-paxos/adopt-lowest just this one

Each bug is searched for with every property, and walked into at random. A
control, which changes the protocol and does no harm, must not be flagged.

  --max-states N        states searched for each, such as 1M (default: 200k);
                        a bug that is not found in them is searched for further
  --full                2M states, and medians of 20 random seeds instead of 3
  --workers N           threads, each for one bug at a time (default: one a core
                        where there are many bugs); the table is the same
  --out FOLDER          where mutants.md goes (default: reports); a table of
                        some models goes to mutants.part.md beside it
  --quiet               only what is not as it should be
  --reporter json       for programs
${SHARED}

Exit codes: 0 every bug is caught and no control, 1 not so,
            2 usage or internal error, 130 interrupted
`;

const EXPLAIN = `synod explain <trace> [file]   a saved trace in a form for people or for tools

  synod explain reports/traces/primary-backup.agreement.json
  synod explain trace.json --format mermaid > trace.mmd
  synod explain trace.json ./my-protocol.ts   the file that exports its model

  --format text         the story, step by step (the default)
  --format mermaid      a sequence diagram, as GitHub and GitLab draw it
  --format shiviz       a log with vector clocks, for ShiViz
  --format itf          all states, in the Informal Trace Format
  --set name=value      instead of the trace's own parameter; may be repeated
${SHARED}

Exit codes: 0 here it is, 2 a step is not possible any more, or the trace
            cannot be read
`;

const LIST = `synod list [model…]   what there is to check

  synod list                   every model and its configurations
  synod list two-phase-commit  also its parameters, properties and bounds
  synod list ./my-protocol.ts  the models that a file exports

  --reporter json       for programs
${SHARED}
`;

const MERGE = `synod merge <results…>   one verdict and one report on all shards

  synod check --shard 1/2    on one machine, and 2/2 on another
  synod merge reports/shard-*.json
  synod merge shards/*.json --reporter text,junit,github

  synod simulate --seed 7 --shard 1/2   random runs are shared likewise
  synod merge reports/simulate-shard-*.json

  --out FOLDER          where traces and reports go (default: reports)
  --quiet               only what is not as it should be
  --reporter NAMES      as for the command that was shared
${SHARED}

Exit codes: those of the command that was shared; 2 also if a shard is missing
            or there twice, or if the results do not belong together
`;

const INIT = `synod init   a protocol, a property, a test and a workflow to start from

  mkdir my-protocol && cd my-protocol
  npm install --save-dev synod
  npx synod init

It overwrites nothing: where one of its files is there already it writes none.
A package.json stays as it is, but for scripts, "synod": { "models" } and
devDependencies that are missing.

Exit codes: 0 here you are, 2 something is there already, or cannot be written
`;

const OVERVIEW = `synod: a model checker for replicated state machines

  synod check [model…]      search every state within bounds
  synod simulate [model…]   random runs, where there are too many states
  synod replay <trace>      run a saved trace again
  synod shrink <trace>      look for a shorter run with the same end
  synod explain <trace>     show it as a story or a picture, or hand it to tools
  synod mutants [model…]    which property catches which seeded bug
  synod merge <results…>    one verdict on all shards of a check
  synod list [model…]       what there is to check
  synod init                a protocol of your own to start from

  synod check primary-backup   a first example
  synod <command> --help       options and examples
  synod --version
`;

const COMMANDS: ReadonlyMap<string, string> = new Map([
  ["check", CHECK],
  ["simulate", SIMULATE],
  ["replay", REPLAY],
  ["shrink", SHRINK],
  ["explain", EXPLAIN],
  ["mutants", MUTANTS],
  ["merge", MERGE],
  ["list", LIST],
  ["init", INIT],
]);

export const COMMAND_NAMES: readonly string[] = [...COMMANDS.keys()];

/** The help on a command; on all of them if there is none by that name. */
export function helpFor(command: string | undefined): string {
  return COMMANDS.get(command ?? "") ?? OVERVIEW;
}
