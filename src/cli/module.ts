/** Loads a module of the user's, written in TypeScript or in JavaScript. */
import { pathToFileURL } from "node:url";

export async function loadModule(path: string): Promise<Record<string, unknown>> {
  if (/\.[mc]?ts$/.test(path) && !runsTypeScript()) (await import("tsx/esm/api")).register();
  return (await import(pathToFileURL(path).href)) as Record<string, unknown>;
}

function runsTypeScript(): boolean {
  return import.meta.url.endsWith(".ts");
}
