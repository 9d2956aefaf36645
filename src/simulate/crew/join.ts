/** The side of a thread that helps with a simulation. */
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Checkable } from "../../define/model.ts";
import type { Summons } from "../../explore/crew/summons.ts";
import { heapIsFull } from "../../explore/limits.ts";
import { firstRunOf, type Plan, RoundMaker } from "../round.ts";
import { Board } from "./board.ts";
import type { Message, Task } from "./threads.ts";

/** Milliseconds between two looks at the memory. */
const WEIGHING = 50;

/** To be called once in a thread that a simulation has started, with the model that it is about. */
export function joinSimulation<State>(model: Checkable<State>): void {
  const port = parentPort;
  if (port === null) return;
  const { me } = workerData as Summons;
  port.once("message", ({ plan, memory, threads, first }: Task) => {
    help(port, model, plan, new Board(memory, threads), me, first);
    port.close();
  });
  post(port, { kind: "ready" });
}

function help<State>(
  port: MessagePort,
  model: Checkable<State>,
  plan: Plan,
  board: Board,
  me: number,
  first: number | undefined,
): void {
  const maker = new RoundMaker(model, plan, me);
  let nextWeighing = 0;
  const wantsPause = (round: number) => {
    board.tellProgress(me, maker.underway);
    const now = performance.now();
    if (now > nextWeighing) {
      nextWeighing = now + WEIGHING;
      if (heapIsFull()) post(port, { kind: "full" });
    }
    return board.isStopped || !board.isWanted(round);
  };
  for (let round = first ?? board.claim(me); ; round = board.claim(me)) {
    board.waitFor(round);
    if (board.isStopped || !board.isWanted(round) || firstRunOf(round, plan) >= plan.limit) return;
    maker.begin(round);
    maker.make(() => wantsPause(round));
    if (!maker.isDone && !board.isStopped) return;
    const notes = maker.take();
    board.tellProgress(me, { runs: 0, steps: 0 });
    if (notes.violated) board.endAfter(round);
    post(port, { kind: "round", notes });
  }
}

function post(port: MessagePort, message: Message): void {
  port.postMessage(message);
}
