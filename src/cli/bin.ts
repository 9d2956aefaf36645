#!/usr/bin/env node
/** The `synod` program: connects the command line to the process. */
import { setFlagsFromString } from "node:v8";
import { EXIT } from "./exit.ts";
import { main } from "./main.ts";

// The first interrupt ends the search and prints what it covered; the second ends the process.
const stop = new AbortController();
process.on("SIGINT", () => {
  if (stop.signal.aborted) process.exit(EXIT.interrupted);
  stop.abort();
});

// Whoever reads our output may stop reading. That is no error, but a check that is cut short by it is interrupted: it must not look like one that held.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    stop.abort();
  });
}

/** By the way we were started: from the sources, through npm or npx, or by name. */
function replayCommand(): string {
  if (import.meta.url.endsWith(".ts")) return "npm run replay --";
  return process.env.npm_command === undefined ? "synod replay" : "npx synod replay";
}

// What a search makes either dies at once or stays for good: it is collected as cheaply in a nursery that does not grow, which takes tens of megabytes less.
setFlagsFromString("--semi-space-growth-factor=1");

// Reports point to the code that a person wrote, and not to what was made of it.
process.setSourceMapsEnabled(true);

const { stdout, stderr, env } = process;
process.exitCode = await main(process.argv.slice(2), {
  stdout,
  stderr,
  env,
  folder: process.cwd(),
  replay: replayCommand(),
  signal: stop.signal,
});
