/**
 * Clients keep count (I14): the numbers of requests are what everything else goes by (S14), so a client uses each once, waits for it or has its reply but not
 * both, and acknowledges only replies that it has (S19).
 */
import { alwaysEach, violation } from "synod";

export interface CountingClient {
  readonly name: string;
  /** The numbers of the requests it waits for. */
  readonly outstanding: readonly number[];
  readonly returned: readonly { readonly seq: number }[];
  /** It says that it has all replies up to this one. */
  readonly ack: number;
}

export interface CountingView {
  /** All clients, always in the same order. */
  readonly clients: readonly CountingClient[];
}

export const clientsKeepCount = alwaysEach<CountingView, CountingClient>(
  "clients-keep-count",
  ({ clients }) => clients,
  ({ name, outstanding, returned, ack }) => {
    const answered = returned.map(({ seq }) => seq);
    const numbers = [...outstanding, ...answered];
    const twice = numbers.find((seq, position) => numbers.indexOf(seq) !== position);
    if (twice !== undefined) {
      const isBoth = outstanding.includes(twice) && answered.includes(twice);
      const what = isBoth ? "waits for the reply to request" : "has used twice the number";
      return violation(`${name} ${what} ${twice}${isBoth ? ", which it has" : ""}`, { outstanding, answered });
    }
    const missing = Array.from({ length: ack }, (_, position) => position + 1).find((seq) => !answered.includes(seq));
    if (missing === undefined) return undefined;
    return violation(`${name} acknowledges the replies up to ${ack}, but does not have that to request ${missing}`, {
      ack,
      answered,
    });
  },
  { about: "A client uses a number once, and acknowledges only what it has.", source: "S14, S19" },
);
