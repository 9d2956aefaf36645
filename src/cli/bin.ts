#!/usr/bin/env node
/** The `synod` program: connects the command line to the process. */
import { EXIT } from "./exit.ts";
import { main } from "./main.ts";

// Whoever reads our output may stop reading; that is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.held);
  throw error;
});

// The first interrupt ends the search and prints what it covered; the second ends the process.
const stop = new AbortController();
process.on("SIGINT", () => {
  if (stop.signal.aborted) process.exit(EXIT.interrupted);
  stop.abort();
});

const { stdout, stderr, env } = process;
process.exitCode = await main(process.argv.slice(2), { stdout, stderr, env, folder: process.cwd(), signal: stop.signal });
