// A project of a user's in a folder of its own, and Vitest run in it as a child process.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

const synod = join(import.meta.dirname, "../../src/cli/bin.ts");

const CONFIG = `export default {
  ssr: { resolve: { conditions: ["synod-source", "module", "node", "development|production"] } },
  test: { include: ["*.test.ts"] },
};
`;

export interface Ended {
  readonly code: number | null;
  /** Both streams. */
  readonly text: string;
}

export class Scratch {
  readonly folder: string;

  /** Within the repository, so that `synod` means this one. */
  constructor(files: Readonly<Record<string, string>>) {
    this.folder = mkdtempSync(join(import.meta.dirname, "scratch-"));
    for (const [name, text] of Object.entries({ "vitest.config.js": CONFIG, ...files })) this.write(name, text);
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** Starts Vitest, as nobody's child. */
  start(...args: readonly string[]): ChildProcess {
    return this.node(vitest, ...args);
  }

  async run(...args: readonly string[]): Promise<Ended> {
    return await ended(this.start("run", ...args));
  }

  /** The command line, in a process of its own as well: one that has searched has no room for children. */
  async synod(...args: readonly string[]): Promise<Ended> {
    return await ended(this.node("--conditions=synod-source", "--import", "tsx", synod, ...args));
  }

  private node(...args: readonly string[]): ChildProcess {
    const { VITEST: _, VITEST_POOL_ID: __, VITEST_WORKER_ID: ___, ...env } = process.env;
    return spawn(process.execPath, args, { cwd: this.folder, env: { ...env, NO_COLOR: "1", CI: "1", COLUMNS: "100" } });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function ended(child: ChildProcess): Promise<Ended> {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (text += chunk));
  const code = await new Promise<number | null>((resolve) => void child.on("close", resolve));
  return { code, text };
}
