import { expect, test } from "vitest";
import "synod/vitest";
import { lock } from "./lock.js";

test("at no time do two clients hold the lock", () => expect(lock({ clients: 3 })).toHold("mutual-exclusion"));
