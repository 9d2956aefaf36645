/**
 * A client: it numbers its requests (S14), has several under way within a window of numbers (S19), and sends again what it has no reply to (S16). A reply
 * belongs to the request with its number, whoever sends it and in whatever order it comes.
 */
import { type Context, defineNode } from "synod";
import { ownerOf } from "../basic-paxos/epoch.ts";
import type { Message } from "./messages.ts";
import { NO_SEQ, type Seq } from "./value.ts";

export interface Client {
  /** The number of its latest request. */
  sent: Seq;
  /** The replies it has, in the order of their requests. */
  replies: Returned[];
  /** The server it turns to. */
  target: number;
  /** How often it may send again; a bound of the model. */
  resends: number;
}

export interface Returned {
  readonly seq: Seq;
  readonly reply: string;
}

/** What is right for it to do in this file. Each seeded bug (bugs.ts) breaks one rule and keeps the rest. */
export interface ClientRules {
  /** Whether it may send its next request. */
  mayInvoke(self: Client, outstanding: number): boolean;
  /** The request that a reply is taken to be for. */
  answered(self: Client, seq: Seq): Seq;
  /** Whom it turns to when there is no reply. */
  nextTarget(target: number, servers: number): number;
  readonly resends: boolean;
}

export const clientRules: ClientRules = {
  /** A window of numbers: a learner that sees request 101 knows that the client has the reply to request 1 (S19). A mere count would not say so. */
  mayInvoke: (self, outstanding) => self.sent < ackOf(self) + outstanding,
  answered: (_, seq) => seq,
  nextTarget: (target, servers) => (target + 1) % servers,
  resends: true,
};

export interface ClientOptions {
  /** How many requests it has in all. */
  readonly requests: number;
  readonly outstanding: number;
  readonly resends: number;
  readonly resendTo: "next" | "same" | "all";
  readonly redirects: boolean;
  /** Whether each turns to a server of its own at first, or all to the first leader. */
  readonly targets: "leader" | "spread";
  readonly servers: number;
  /** The role of the servers. */
  readonly server: string;
  /** Whether anybody reads what it acknowledges. */
  readonly acknowledges: boolean;
  /** Whether what it sees is written down. */
  readonly isWatched: boolean;
  readonly opOf: (client: number, seq: number) => string;
  readonly rules: ClientRules;
}

export function client(options: ClientOptions) {
  const { requests, outstanding, servers, server, acknowledges, isWatched, opOf, rules } = options;

  const send = (self: Client, to: number, seq: Seq, { index, send: post }: Context<Message>) => {
    const ack = acknowledges ? (Math.min(ackOf(self), seq - 1) as Seq) : NO_SEQ;
    post(`${server} ${to}`, { type: "request", seq, op: opOf(index, seq), ack });
  };

  const invoke = (self: Client, context: Context<Message>) => {
    while (self.sent < requests && rules.mayInvoke(self, outstanding)) {
      self.sent = (self.sent + 1) as Seq;
      if (isWatched) context.record({ type: "invoked", seq: self.sent, op: opOf(context.index, self.sent) });
      send(self, self.target, self.sent, context);
    }
  };

  const resend = (self: Client, context: Context<Message>) => {
    self.resends -= 1;
    const targets = options.resendTo === "all" ? Array.from({ length: servers }, (_, to) => to) : [self.target];
    for (const to of targets) for (const seq of outstandingOf(self)) send(self, to, seq, context);
  };

  return defineNode<Client, Message>({
    name: "client",

    initial: (index) => ({
      sent: NO_SEQ,
      replies: [],
      target: options.targets === "leader" ? 0 : index % servers,
      resends: options.resends,
    }),

    /** It asks for as much as it may at once, so that a request is on its way from the beginning. */
    start: invoke,

    on: {
      /** S14: a reply is for the request with its number. The first one counts, and makes room for the next request. */
      reply(self, { seq, reply }, context) {
        const answered = rules.answered(self, seq);
        if (self.replies.some((each) => each.seq === answered)) return;
        self.replies = [...self.replies, { seq: answered, reply }].sort((a, b) => a.seq - b.seq);
        if (isWatched) context.record({ type: "returned", seq: answered, reply });
        invoke(self, context);
      },

      /** S17: somebody else leads. */
      ...(options.redirects && {
        redirect(self, { view }, context) {
          if (outstandingOf(self).length === 0) return;
          self.target = ownerOf(view, servers);
          if (self.resends > 0) resend(self, context);
        },
      }),
    },

    /** S16: a request, its votes or its reply may be lost, and nobody but the client will notice. */
    actions: {
      ...(options.resends > 0 && {
        resend: {
          enabled: (self) => outstandingOf(self).length > 0,
          run(self, context) {
            if (!rules.resends) return;
            if (self.resends === 0) return context.reached("resends");
            if (options.resendTo === "next") self.target = rules.nextTarget(self.target, servers);
            resend(self, context);
          },
        },
      }),
    },
  });
}

/** The largest number up to which it has all replies. */
export function ackOf({ replies }: Pick<Client, "replies">): Seq {
  return replies.filter(({ seq }, position) => seq === position + 1).length as Seq;
}

/** The requests without a reply, in order. */
export function outstandingOf({ sent, replies }: Pick<Client, "sent" | "replies">): Seq[] {
  const numbers = Array.from({ length: sent }, (_, position) => (position + 1) as Seq);
  return numbers.filter((seq) => !replies.some((each) => each.seq === seq));
}
