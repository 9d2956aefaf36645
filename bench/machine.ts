/** The machine and the versions that figures are from. No names and no paths: a report is meant to be published. */
import { cpus, totalmem } from "node:os";
import { GCC, howToInstall, RUMUR, SPIN, TIME, versionOf } from "./tools.ts";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memory: number;
  readonly platform: string;
  /** By program; of one that is missing, how to install it. */
  readonly versions: Readonly<Record<string, string>>;
}

export function thisMachine(): Machine {
  const cores = cpus();
  const tools = [SPIN, RUMUR, GCC, TIME].map((tool) => [tool.program, versionOf(tool) ?? howToInstall(tool)] as const);
  return {
    cpu: cores[0]?.model.trim() ?? "unknown",
    cores: cores.length,
    memory: totalmem(),
    platform: `${process.platform} ${process.arch}`,
    versions: { node: process.versions.node, ...Object.fromEntries(tools) },
  };
}
