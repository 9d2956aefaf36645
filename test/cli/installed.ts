// The program as it is where Synod is installed, in a process of its own: apart from the sources it is started from, it says `npx synod`.
import { main } from "../../src/cli/main.ts";

const { stdout, stderr, env } = process;
const { signal } = new AbortController();
const terminal = { stdout, stderr, env, folder: process.cwd(), replay: "npx synod replay", signal };
process.exitCode = await main(process.argv.slice(2), terminal);
