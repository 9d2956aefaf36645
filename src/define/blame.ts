/** Whose fault it is: what a user's own code throws, told with the name of the node and the event, or of the action. */
import { reasonOf, SynodError } from "../errors.ts";

const MUTATION = /read only|not extensible|Cannot delete property|Cannot define property|frozen|should not be mutated/;

/** SYN011 for a change of something frozen, SYN010 for everything else that is thrown. */
function blame(thrown: unknown, what: string): SynodError {
  if (thrown instanceof SynodError) return thrown;
  if (thrown instanceof Error && MUTATION.test(thrown.message)) {
    return new SynodError("mutation", `${what} changes something that is not its draft: ${reasonOf(thrown)}`, {
      hint: "Change only `self`; messages and everything else are frozen.",
      cause: thrown,
    });
  }
  return new SynodError("reducerThrew", `${what} threw: ${reasonOf(thrown)}`, { cause: thrown });
}

/** Runs a user's function; what it throws is blamed on it. */
export function blaming<T>(what: string, run: () => T): T {
  try {
    return run();
  } catch (thrown) {
    throw blame(thrown, what);
  }
}
