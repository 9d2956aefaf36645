/**
 * The foil of S5: two primaries without epochs decide differently. Basic Paxos in the same situation, two leaders at once, is `basic-paxos/two-leaders`.
 */
import { type ActorState, actorSystem, bag, choice, defineModel, integer, over } from "synod";
import { agreement, aValueIsDecided, decidesOnce } from "synod/properties";
import { backup, primary, wishOf } from "./protocol.ts";

type State = ActorState<
  { readonly primary: readonly ReturnType<typeof primary>[]; readonly backup: readonly (typeof backup)[] },
  Record<never, never>
>;

export const primaryBackup = defineModel({
  name: "primary-backup",
  about: "store a value at the backups, without asking first",
  source: "Optimizing and Implementing Paxos, S5",
  parameters: {
    primaries: integer({ default: 2, min: 1, max: 9, about: "how many nodes believe that they are the primary" }),
    backups: integer({ default: 3, min: 1, max: 9, about: "how many backups" }),
    commit: choice({
      default: "majority",
      of: ["majority", "all"],
      about: "how many backups must have stored a value before it is committed",
    }),
  },
  configurations: [
    {
      name: "",
      about: "Two primaries at once (S5), commit on a majority: both commit, each its own value.",
      expect: { violates: "agreement" },
    },
    {
      name: "all-backups",
      about: "The same with commit on all backups: waiting for more of them is no cure, since each obeys both.",
      set: { commit: "all" },
      expect: { violates: "agreement" },
    },
    {
      name: "one-primary",
      about:
        "One primary, which is what primary-backup is made for. It says nothing of how there comes to be just one.",
      set: { primaries: 1 },
    },
  ],
  build({ primaries, backups, commit }) {
    const enough = commit === "all" ? backups : Math.floor(backups / 2) + 1;
    return {
      system: actorSystem({
        nodes: {
          primary: Array.from({ length: primaries }, () => primary({ enough })),
          backup: Array.from({ length: backups }, () => backup),
        },
        network: bag({ noop: "leave" }),
      }),
      properties: over<State, View>(viewOf, [agreement, decidesOnce, aValueIsDecided]),
    };
  },
});

function viewOf({ nodes }: State) {
  return {
    get learned() {
      return nodes.primary.flatMap(({ phase }, index) =>
        phase === "committed" ? [{ by: `primary ${index}`, value: wishOf(index) }] : [],
      );
    },
    get decisions() {
      return this.learned;
    },
    chosen: [],
  };
}

type View = ReturnType<typeof viewOf>;
