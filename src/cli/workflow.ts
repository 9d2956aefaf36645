/**
 * In a GitHub workflow any line of output may be a command to its runner: `::error::…` after spaces, `##[error]…` anywhere. What is printed there about models
 * is made to be none. It is said with an escape that JSON knows, so that a document on stdout stays the same document.
 */
import type { Stream, Terminal } from "./terminal.ts";

export function withoutCommands(terminal: Terminal): Terminal {
  if (terminal.env.GITHUB_ACTIONS !== "true") return terminal;
  const { stdout, stderr } = terminal;
  return { ...terminal, stdout: inert(stdout), stderr: inert(stderr), commands: stdout };
}

/** Every write is of whole lines. */
function inert(stream: Stream): Stream {
  const write = (text: string) =>
    stream.write(text.replace(/^([^\S\n]*):(?=:)/gm, "$1\\u003a").replaceAll("##[", "##\\u005b"));
  return {
    write,
    ...(stream.isTTY !== undefined && { isTTY: stream.isTTY }),
    ...(stream.columns !== undefined && { columns: stream.columns }),
  };
}
