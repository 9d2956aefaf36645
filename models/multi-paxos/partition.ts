/**
 * A partition that does not heal: the first few servers and the rest hear nothing of each other. What was sent across stays on its way for ever, which is
 * what a message does that is late. Clients reach both sides.
 */
import type { Address, Handler, Message, NodeDefinition } from "synod";

export function partitioned<Local extends object, M extends Message>(
  node: NodeDefinition<Local, M>,
  cutOff: number,
): NodeDefinition<Local, M> {
  if (cutOff === 0) return node;
  const isAcross = (self: number, from: Address) =>
    from.startsWith(`${node.name} `) && isCutOff(from) !== self < cutOff;
  const isCutOff = (server: Address) => Number(server.slice(node.name.length)) < cutOff;
  const on = Object.entries<Handler<Local, M, never> | undefined>(node.on).map(([type, handler]) => {
    const heard: Handler<Local, M, never> = (self, message, context) => {
      if (!isAcross(context.index, context.from)) handler?.(self, message, context);
    };
    return [type, heard] as const;
  });
  return { ...node, on: Object.fromEntries(on) as NodeDefinition<Local, M>["on"] };
}
