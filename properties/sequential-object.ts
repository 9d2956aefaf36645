/**
 * A sequential object: what something does when it is used by one client at a time. Linearizability says that many clients at once see nothing that such an
 * object would not show them.
 */
export interface SequentialObject<State, Call, Result> {
  /** States are plain data, as everything that is compared here; two are the same if they have the same content. */
  readonly initial: State;
  /** What a call leads to. It must not change the state that it is given. */
  apply(state: State, call: Call): { readonly state: State; readonly result: Result };
  /** An operation in a few words, for people. */
  show(call: Call, result: Result | undefined): string;
  /**
   * Which part of the object a call is about, if it is made of parts that have nothing to do with each other, as the keys of a store. Then each part is looked
   * at by itself, from the same initial state: that is enough (Herlihy and Wing call it locality), and takes far less time.
   */
  partOf?(call: Call): string;
  /** Whether a call changes nothing, whatever the state. To say so saves much time where there are many reads. */
  isRead?(call: Call): boolean;
}
