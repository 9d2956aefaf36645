/** Two at a time: what is true of any two members of a list is judged, and remembered, for each pair by itself. */
export function pairsOf<Member>(members: readonly Member[]): (readonly [Member, Member])[] {
  return members.flatMap((one, position) => members.slice(position + 1).map((other) => [one, other] as const));
}
