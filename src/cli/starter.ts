/** What `synod init` starts a project with: the files of the folder `starter/` that comes with Synod. */
import { existsSync, readFileSync } from "node:fs";

export interface StarterFile {
  /** From the folder of the project, with slashes. */
  readonly path: string;
  readonly about: string;
  readonly text: string;
}

/** The file that exports the models. */
export const MODELS = "./protocols/lock.ts";

const FILES: readonly Omit<StarterFile, "text">[] = [
  { path: "protocols/lock.ts", about: "a protocol: clients, a server, and what may happen" },
  { path: "protocols/mutual-exclusion.ts", about: "a property: what must be true at all times" },
  { path: "protocols/lock.test.ts", about: "the same as a test for Vitest" },
  { path: ".github/workflows/synod.yml", about: "both, on every push to GitHub" },
];

export function starterFiles(): readonly StarterFile[] {
  return FILES.map((file) => ({ ...file, text: readFileSync(placeOf(file.path), "utf8") }));
}

function placeOf(path: string): URL {
  // From the sources two folders up, from the built package three.
  const [near, far] = ["../../starter/", "../../../starter/"].map((folder) => new URL(folder + path, import.meta.url));
  return near !== undefined && existsSync(near) ? near : (far as URL);
}
