/** Loads a module of the user's, written in TypeScript or in JavaScript. */
import { pathToFileURL } from "node:url";

export async function loadModule(path: string): Promise<Record<string, unknown>> {
  if (/\.[mc]?ts$/.test(path) && !runsTypeScript()) await registerTypeScript();
  const module = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  return isFromCommonJs(module.default) ? { ...module.default, ...module } : module;
}

/** For both kinds of modules: what a .ts file is depends on the package.json of its project. */
async function registerTypeScript(): Promise<void> {
  (await import("tsx/cjs/api")).register();
  (await import("tsx/esm/api")).register();
}

/** Where a file is compiled to CommonJS, all its exports are in one object. */
function isFromCommonJs(exported: unknown): exported is Record<string, unknown> {
  return typeof exported === "object" && exported !== null && "__esModule" in exported;
}

function runsTypeScript(): boolean {
  return import.meta.url.endsWith(".ts");
}
