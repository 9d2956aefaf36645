import { defineConfig } from "vitest/config";
import { apart } from "./test/apart.ts";
import { LongestFirst } from "./test/longest-first.ts";

export default defineConfig(({ mode }) => ({
  // `import "synod"` inside this repository means src/, not a build: see "exports" in package.json.
  // The option replaces Vite's own conditions, so those for a server are repeated. Vitest hands them on to its workers.
  ssr: { resolve: { conditions: ["synod-source", "module", "node", "development|production"] } },
  test: {
    projects: [
      { extends: true, test: { name: "apart", include: apart } },
      { extends: true, test: { name: "together", include: ["test/**/*.test.ts"], exclude: apart, isolate: false } },
    ],
    sequence: { sequencer: LongestFirst },
    reporters: ["default"],
    // The long explorations run only where a test asks for SYNOD_FULL: `npm run test:full`, or the variable itself.
    env: mode === "full" ? { SYNOD_FULL: "1" } : {},
    // Vitest would leave one core idle, which on two cores is half of them.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}));
