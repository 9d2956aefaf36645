/**
 * What a run has to reach before its verdict is worth anything, in the scenes that make it possible: a protocol in which nothing ever has to be adopted,
 * filled or told apart would look sound with any bug there.
 */
import { type Sometimes, sometimes } from "synod";
import { aValueIsChosen } from "synod/properties";
import type { Options } from "./parameters.ts";
import { NOOP } from "./value.ts";
import type { MultiPaxosView } from "./view.ts";

type Witness = Sometimes<MultiPaxosView>;

const anEarlierVoteIsAdopted: Witness = sometimes(
  "an-earlier-vote-is-adopted",
  ({ chosen, proposals }) =>
    chosen.some(({ slot, epoch = 0, value }) =>
      proposals.some((other) => other.slot === slot && other.value === value && other.epoch < epoch),
    ),
  { about: "What one leader proposed is chosen in the epoch of another.", source: "S9" },
);

const twoLeadersAtOnce: Witness = sometimes(
  "two-leaders-at-once",
  ({ leaders }) => leaders.filter(({ phase }) => phase === "leading").length >= 2,
  { about: "Two servers lead at the same time, each in its own epoch.", source: "S5" },
);

const aLeaderGivesUpItsProposals: Witness = sometimes(
  "a-leader-gives-up-its-proposals",
  ({ leaders, proposals, chosen }) =>
    leaders.some(
      ({ name, phase }) =>
        phase === "following" &&
        proposals.some(
          ({ by, slot, value }) => by === name && !chosen.some((each) => each.slot === slot && each.value === value),
        ),
    ),
  { about: "A server that follows has proposed what is not chosen.", source: "S9" },
);

const theThirdEpochIsLed: Witness = sometimes(
  "the-third-epoch-is-led",
  ({ leaders }) => leaders.some(({ phase, epoch }) => phase === "leading" && epoch >= 2),
  { about: "Somebody leads epoch 2 or a later one, so that votes can be outdated.", source: "S9" },
);

const aLaterSlotIsChosenFirst: Witness = sometimes(
  "a-later-slot-is-chosen-first",
  ({ chosen }) => chosen.some(({ slot = 0 }) => slot > 0 && !chosen.some((other) => other.slot === slot - 1)),
  { about: "A slot is chosen before the one ahead of it, and has to wait.", source: "S10" },
);

const aNoopIsChosen: Witness = sometimes(
  "a-noop-is-chosen",
  ({ chosen }) => chosen.some(({ value }) => value === NOOP),
  { about: "A gap is filled.", source: "S11" },
);

const aRequestIsChosenTwice: Witness = sometimes(
  "a-request-is-chosen-twice",
  ({ chosen }) =>
    chosen.some(
      ({ slot, value }) => value !== NOOP && chosen.some((other) => other.slot !== slot && other.value === value),
    ),
  { about: "A request has two slots, and learners have to tell.", source: "S18" },
);

const aReplyIsSentAgain: Witness = sometimes(
  "a-reply-is-sent-again",
  ({ clients, repliesInFlight }) =>
    repliesInFlight.some(({ client, seq }) =>
      clients.some(({ name, returned }) => name === client && returned.some((each) => each.seq === seq)),
    ),
  { about: "A client that has its reply gets it once more.", source: "S18" },
);

/** Seeded bugs that are harmless may be so because nothing of the kind happens any more. */
export function witnessesIn(options: Options): readonly Witness[] {
  const { bug, epochs, roles, leaders, stepDown, nacks, slots, window, prepareWindow, leaderDedupe, resends } = options;
  if (bug !== "none") return [aValueIsChosen];
  const isContested = epochs > 1 && (roles === "together" || leaders > 1);
  const hasTwoAtOnce = slots > 1 && window > 1 && atOneLeader(options) > 1;
  return [
    aValueIsChosen,
    ...(epochs > 1 ? [anEarlierVoteIsAdopted] : []),
    ...(isContested ? [twoLeadersAtOnce] : []),
    ...(isContested && stepDown && (roles === "together" || nacks) ? [aLeaderGivesUpItsProposals] : []),
    ...(epochs > 2 ? [theThirdEpochIsLed] : []),
    ...(hasTwoAtOnce ? [aLaterSlotIsChosenFirst] : []),
    ...(hasTwoAtOnce && epochs > 1 && prepareWindow === 0 ? [aNoopIsChosen] : []),
    ...(leaderDedupe === "off" ? [aRequestIsChosenTwice] : []),
    ...(resends > 0 ? [aReplyIsSentAgain] : []),
  ];
}

/** How many requests the first leader may have at once. */
function atOneLeader({ clients, requests, outstanding, targets, servers }: Options): number {
  const turning = targets === "leader" ? clients : Math.ceil(clients / servers);
  return turning * Math.min(requests, outstanding);
}
