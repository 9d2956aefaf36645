// The command line run inside the test, in a folder of its own.
import { main } from "../../src/cli/main.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function run(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const printed = { stdout: "", stderr: "" };
  const into = (stream: "stdout" | "stderr") => ({ write: (text: string) => (printed[stream] += text) });
  const { signal } = new AbortController();
  const terminal = { stdout: into("stdout"), stderr: into("stderr"), env, folder, replay: "synod replay", signal };
  return { code: await main(args, terminal), ...printed };
}
