/** All quorums: what has to be true of any of them is judged, and remembered, for each by itself. They are few, because so are acceptors. */
export function quorumsOf<Member>(members: readonly Member[], quorum: number): (readonly Member[])[] {
  if (quorum === 0) return [[]];
  return members.flatMap((one, position) =>
    quorumsOf(members.slice(position + 1), quorum - 1).map((others) => [one, ...others]),
  );
}

/** `server 0, server 1 and server 2`. */
export function namesOf(members: readonly { readonly name: string }[]): string {
  const names = members.map(({ name }) => name);
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
