/**
 * One view for all properties that look at a state: it reads when it is asked, and so holds nothing that could grow old. Two are kept, since a property of
 * steps looks at two states in turn.
 */
export function sharedBy<State extends object, View>(view: (state: State) => View): (state: State) => View {
  let last: { readonly state: State; readonly view: View } | undefined;
  let former: typeof last;
  return (state) => {
    if (last?.state === state) return last.view;
    const found = former?.state === state ? former : { state, view: view(state) };
    former = last;
    last = found;
    return found.view;
  };
}
