/** What spare servers (S12) change for everybody: who the members are, what clients ask for, and what is replicated. */
import { type Application, applications } from "./application.ts";
import { besideMembers, type MembershipOptions, replacingTheLast } from "./membership.ts";
import type { Options } from "./parameters.ts";
import type { Rules } from "./rules.ts";

/** What is replicated, as servers run it. */
export function applicationIn({ application, spares }: Options): Application {
  return spares === 0 ? applications[application] : besideMembers(applications[application]);
}

/** What clients ask for. With spares the first client is the operator, who turns to the first leader. */
export function opsIn(options: Options): Application["opOf"] {
  const { opOf } = applications[options.application];
  const { servers, spares } = options;
  const change = replacingTheLast(Array.from({ length: servers - spares }, (_, index) => index));
  return (client, seq) => (spares > 0 && client === 0 ? change : opOf(client, seq));
}

/** Who the members are, and when they change; nothing if they never do. */
export function membershipIn({ servers, spares, window }: Options, rules: Rules): MembershipOptions | undefined {
  if (spares === 0) return undefined;
  return { first: Array.from({ length: servers - spares }, (_, index) => index), alpha: window, rules };
}
