// The arrows: which folder may import which. A layer names every layer below it that it may use;
// what is not named is forbidden, and so is a folder that has no line here.

const layers = {
  define: [],
  space: ["define"],
  trace: ["define", "space"],
  explore: ["define", "space", "trace"],
  simulate: ["define", "space", "trace", "explore"],
  shrink: ["define", "space", "trace", "explore", "simulate"],
  mutants: ["define", "space", "trace", "explore", "simulate", "shrink"],
  report: ["define", "space", "trace", "explore", "simulate", "shrink", "mutants"],
  "fast-check": ["define", "space", "trace", "explore", "simulate", "report"],
  vitest: ["define", "space", "trace", "explore", "simulate", "shrink", "report"],
  cli: ["define", "space", "trace", "explore", "simulate", "shrink", "mutants", "report"],
};

const anyOf = (names) => `(?:${names.join("|")})`;
const shipped = "^(?:src|models|properties)/";

const unknown = { path: "^src/", pathNot: `^src/(?:index\\.ts$|errors\\.ts$|${anyOf(Object.keys(layers))}/)` };

const layerRules = Object.entries(layers).map(([layer, below]) => ({
  name: `layer-${layer}`,
  severity: "error",
  from: { path: `^src/${layer}/` },
  to: { path: "^src/", pathNot: `^src/(?:errors\\.ts$|${anyOf([layer, ...below])}/)` },
}));

/** What Multi-Paxos takes from basic Paxos. */
const inEverySlot = "^models/basic-paxos/(?:epoch|quorum|ordered-set)\\.ts$";

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...layerRules,
    rule("layer-unknown", "a folder of src/ needs its line in the table of layers", {}, unknown),
    rule("layer-unknown", "a folder of src/ needs its line in the table of layers", unknown, {}),
    rule("errors-import-nothing", "every layer may import errors.ts", { path: "^src/errors\\.ts$" }, {}),
    rule(
      "nothing-imports-cli",
      "the command line is an end; its own tests may reach it",
      { pathNot: "^(?:src/cli|test)/" },
      { path: "^src/cli/" },
    ),
    rule("src-stands-alone", "the harness knows no model", { path: "^src/" }, { path: "^(?:models|properties)/" }),
    rule("shipped-without-tests", "", { path: shipped }, { path: "^(?:test|bench)/" }),
    rule(
      "shipped-without-dev-dependencies",
      "a user does not install them; vitest is the user's own",
      { path: shipped },
      { dependencyTypes: ["npm-dev"], pathNot: "^node_modules/vitest/" },
    ),

    // A model is written as a user would write it: through the package's own name.
    rule(
      "models-import-synod-only",
      "synod, synod/properties and the model's own folder",
      { path: "^models/([^/]+)/" },
      { pathNot: ["^models/$1/", "^src/index\\.ts$", "^properties/index\\.ts$", inEverySlot] },
    ),
    rule(
      "only-multi-paxos-is-basic-paxos-in-every-slot",
      "it takes epochs, quorums and ordered sets from there",
      { path: "^models/([^/]+)/", pathNot: "^models/(?:basic|multi)-paxos/" },
      { path: inEverySlot },
    ),
    rule(
      "model-list-imports-models-only",
      "models/index.ts lists the models",
      { path: "^models/[^/]+\\.ts$" },
      { pathNot: ["^models/", "^src/index\\.ts$"] },
    ),
    rule(
      "properties-import-synod-only",
      "synod and their own folder",
      { path: "^properties/" },
      { pathNot: ["^properties/", "^src/index\\.ts$"] },
    ),
    rule(
      "synod-by-name",
      "no relative path into src/ or properties/",
      { path: "^(?:models|properties)/" },
      { path: "^src/", dependencyTypes: ["local"] },
    ),
    rule(
      "properties-by-name",
      "no relative path into properties/",
      { path: "^models/" },
      { path: "^properties/", dependencyTypes: ["local"] },
    ),

    rule("no-cycles", "", {}, { circular: true }),
    // An import that does not resolve would slip through every rule above.
    rule("no-unresolved", "", {}, { couldNotResolve: true }),
  ],
  options: {
    // TypeScript 7 has no JavaScript API to parse with.
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "^node_modules/" },
    exclude: { path: "^(?:dist|reports|coverage)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["synod-source", "import", "node", "default"],
      extensions: [".ts", ".js", ".mjs"],
    },
  },
};
