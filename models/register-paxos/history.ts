/**
 * The history of the register, kept as Stateright's LinearizabilityTester keeps it: what each client asked and was told, and how much of the others'
 * had returned by then.
 */
import type { Observer } from "synod";
import { type History, invoked, type RegisterCall, type RegisterResult, returned } from "synod/properties";

export type Recorded =
  | { readonly kind: "invoked"; readonly call: RegisterCall }
  | { readonly kind: "returned"; readonly result: RegisterResult }
  /** Seen by no client. */
  | { readonly kind: "handled" };

export const history: Observer<History<RegisterCall, RegisterResult>, Recorded> = {
  initial: {},
  observe(seen, event, client) {
    switch (event.kind) {
      case "invoked":
        return invoked(seen, client, event.call);
      case "returned":
        return returned(seen, client, event.result);
      case "handled":
        return seen;
    }
  },
};
