/** The programs that the benchmark needs besides Node: whether they are there, which version, and how they are called. */
import { spawnSync } from "node:child_process";
import { BenchFailure } from "./failure.ts";

export interface Tool {
  readonly program: string;
  /** The package that has it, on Debian. */
  readonly debian: string;
  /** Asks for the version; the answer has to match. */
  readonly args: readonly string[];
  readonly version: RegExp;
}

export const SPIN: Tool = { program: "spin", debian: "spin", args: ["-V"], version: /Spin Version (\S+)/ };
export const RUMUR: Tool = { program: "rumur", debian: "rumur", args: ["--version"], version: /version v?(\S+)/ };
export const GCC: Tool = { program: "gcc", debian: "gcc", args: ["--version"], version: /(\d+\.\d+\.\d+)/ };
/** GNU time, not the shell's: only it knows the peak memory of a child. */
export const TIME: Tool = { program: "time", debian: "time", args: ["--version"], version: /(GNU) time/i };

/** Undefined if the tool is not installed, or is another program of the same name. */
export function versionOf({ program, args, version }: Tool): string | undefined {
  const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  return version.exec(`${stdout ?? ""}${stderr ?? ""}`)?.[1];
}

export function isInstalled(tool: Tool): boolean {
  return versionOf(tool) !== undefined;
}

export function howToInstall({ program, debian }: Tool): string {
  return `\`${program}\` is not installed (Debian: \`apt-get install ${debian}\`)`;
}

/** What a program prints, in one of the benchmark's own folders. Throws BenchFailure with what it says if it fails. */
export function output(program: string, args: readonly string[], folder: string): string {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) throw new BenchFailure(`${program} cannot be run: ${error.message}`);
  if (status !== 0) throw new BenchFailure(`${program} ${args.join(" ")} has failed:\n${stdout}${stderr}`);
  return stdout;
}
