/** The side of a thread that joins a crew. */
import { parentPort, workerData } from "node:worker_threads";
import type { Checkable } from "../../define/model.ts";
import type { Task } from "./crew.ts";
import { meet } from "./ground.ts";
import { Member } from "./member.ts";
import type { Summons } from "./summons.ts";

/** To be called once in a thread that a crew has started, with the model that the search is about. */
export function joinCrew<State>(model: Checkable<State>): void {
  const port = parentPort;
  if (port === null) return;
  const { me } = workerData as Summons;
  port.once("message", ({ ground, handover }: Task) => {
    const search = new Member(model, ground, me, handover).search();
    let turn = search.next();
    for (; !turn.done; turn = search.next()) meet(ground);
    port.postMessage({ kind: "done", share: turn.value });
    port.close();
  });
  port.postMessage({ kind: "ready" });
}
