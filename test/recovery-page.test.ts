// The pictures on the page about recovery are runs that the checker finds today.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { multiPaxos } from "../models/multi-paxos/index.ts";
import { check } from "../src/explore/check.ts";
import { pictureOf } from "./models/multi-paxos/picture.ts";

const page = readFileSync(new URL("../docs/recovery.md", import.meta.url), "utf8");

const pictures = [...page.matchAll(/<!-- (\S+) -->\n(```mermaid\n.*?\n```)/gs)].map(
  ([, name = "", picture = ""]) => [name, picture] as const,
);

async function drawn(name: string): Promise<string> {
  const { properties, expected } = await check(multiPaxos.configured(name));
  return pictureOf(properties.find((property) => property.name === expected)?.counterexample?.steps ?? []);
}

/** They take seconds. */
const isLong = ([name]: readonly [string, string]) => ["destroyed-broadcast", "destroyed-five-quorum"].includes(name);

test.each(pictures.filter((each) => !isLong(each)))("%s is drawn as it is found", async (name, picture) => {
  expect(picture).toBe(await drawn(name));
});

test.runIf(process.env.SYNOD_FULL).each(pictures.filter(isLong))(
  "%s is drawn as it is found",
  async (name, picture) => {
    expect(picture).toBe(await drawn(name));
  },
);

test("there are eight of them", () => {
  expect(pictures).toHaveLength(8);
});
