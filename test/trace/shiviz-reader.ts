// A strict reader of ShiViz logs: the default expression, and the rules of vector clocks that ShiViz itself insists on.

export interface ShivizEvent {
  readonly text: string;
  readonly host: string;
  readonly clock: Readonly<Record<string, number>>;
}

/** Throws for a log that ShiViz would not take, or in which a clock knows what nobody can have told its host. */
export function readShiviz(log: string): readonly ShivizEvent[] {
  const lines = log.split("\n");
  if (lines.pop() !== "" || lines.length % 2 !== 0) throw new Error("an event is two whole lines");
  const events = [...log.matchAll(/(?<event>.*)\n(?<host>\S*) (?<clock>{.*})\n/g)].map(({ groups = {} }) => ({
    text: groups.event ?? "",
    host: groups.host ?? "",
    clock: JSON.parse(groups.clock ?? "") as Record<string, number>,
  }));
  if (events.length * 2 !== lines.length) throw new Error("every pair of lines is an event");
  const known = new Map<string, ShivizEvent[]>();
  for (const event of events) {
    const earlier = known.get(event.host) ?? [];
    requireClock(event, earlier, known);
    known.set(event.host, [...earlier, event]);
  }
  return events;
}

function requireClock(
  { text, host, clock }: ShivizEvent,
  earlier: readonly ShivizEvent[],
  known: ReadonlyMap<string, readonly ShivizEvent[]>,
): void {
  const require = (holds: boolean, rule: string): void => {
    if (!holds) throw new Error(`${text} at ${host} ${JSON.stringify(clock)}: ${rule}`);
  };
  const covers = (of: Readonly<Record<string, number>> = {}) =>
    Object.entries(of).every(([other, count]) => (clock[other] ?? 0) >= count);
  require(clock[host] === earlier.length + 1, "a host counts its own events from 1");
  require(covers(earlier.at(-1)?.clock), "a host forgets nothing");
  for (const [other, count] of Object.entries(clock)) {
    const event = other === host ? undefined : known.get(other)?.[count - 1];
    require(other === host || event !== undefined, `${other} has not done ${count} events`);
    require(covers(event?.clock), "whoever hears of an event hears of all that was known there");
  }
}
