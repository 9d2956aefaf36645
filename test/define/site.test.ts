// Where a property was defined, as reports point to it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { sitesIn } from "../../src/define/site.ts";
import { always, alwaysEach, defineModel, over, sometimes, step, stepEach, transitionSystem } from "../../src/index.ts";

// Within the repository, so that `synod` means this one.
const folder = mkdtempSync(join(import.meta.dirname, "site-"));
afterAll(() => rmSync(folder, { recursive: true }));

const here = () => Number(/site\.test\.ts:(\d+):/.exec(new Error().stack?.split("\n")[2] ?? "")?.[1]);
const placeOf = ({ definedAt }: { readonly definedAt?: (() => readonly unknown[]) | undefined }) => definedAt?.()[0];
const fine = () => undefined;

test("every kind of property knows the line that defined it", () => {
  const file = import.meta.filename;
  const line = here();
  expect(placeOf(always("a", fine))).toMatchObject({ file, line: line + 1 });
  expect(placeOf(alwaysEach("b", () => [], fine))).toMatchObject({ file, line: line + 2 });
  expect(placeOf(step("c", fine))).toMatchObject({ file, line: line + 3 });
  expect(placeOf(stepEach("d", () => [], fine))).toMatchObject({ file, line: line + 4 });
  expect(placeOf(sometimes("e", () => true))).toMatchObject({ file, line: line + 5 });
});

test("a property that is seen through a view stays where it was defined", () => {
  const line = here() + 1;
  const property = always<number>("a", fine);
  const [seen] = over((state: { readonly count: number }) => state.count, [property]);
  expect(placeOf(seen ?? {})).toMatchObject({ line });
});

test("a model knows the line that defined it, whatever it is built with", () => {
  const line = here() + 1;
  const model = defineModel({
    name: "empty",
    about: "",
    parameters: {},
    build: () => ({ system: transitionSystem({ initial: {}, actions: [] }), properties: [] }),
  });
  expect(placeOf(model())).toMatchObject({ file: import.meta.filename, line });
  expect(placeOf(model.configured(""))).toMatchObject({ line });
});

test("the callers of a helper that defines properties are known, too", () => {
  const helper = () => always("a", fine);
  const line = here() + 1;
  const property = helper();
  expect(property.definedAt?.()[1]).toMatchObject({ line });
});

test.each([
  ["at Object.<anonymous> (/a/b.ts:3:9)", "/a/b.ts"],
  ["at /a/b.ts:3:9", "/a/b.ts"],
  ["at async file:///a%20b/c.ts:3:9", "/a b/c.ts"],
  ["at new Thing [as other] (file:///a/b.ts?tsx-namespace=1:3:9)", "/a/b.ts"],
  ["at f (/in (brackets)/b.ts:3:9)", "/in (brackets)/b.ts"],
  ["at /in (brackets)/b.ts:3:9", "/in (brackets)/b.ts"],
])("%s is read", (frame, file) => {
  expect(sitesIn(`Error: no\n    ${frame}`)).toEqual([{ file, line: 3, column: 9 }]);
});

test.each([
  "at <anonymous>",
  "at eval (eval at f (/a/b.ts:1:1), <anonymous>:1:1)",
  "at node:internal/modules/run_main:1:2",
  "at data:text/javascript,x:1:2",
  "at file://host:name/x:1:2",
])("%s is in no file of the user's", (frame) => {
  expect(sitesIn(`Error\n    ${frame}`)).toEqual([]);
});

test("a stack that is no text is no place", () => {
  expect(sitesIn(undefined)).toEqual([]);
  expect(sitesIn([{ file: "a" }])).toEqual([]);
});

/** Where plain Node, with source maps or without, finds the property of a module. */
function placeOnNode(module: string, ...options: readonly string[]): unknown {
  const script = `import { property } from ${JSON.stringify(module)}; console.log(JSON.stringify(property.definedAt()[0]));`;
  const args = ["--conditions=synod-source", "--import", "tsx", ...options, "--input-type=module", "--eval", script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return JSON.parse(stdout === "" ? JSON.stringify(stderr) : stdout);
}

test("TypeScript that is run from its source is found by its own lines", () => {
  const file = join(folder, "source.ts");
  writeFileSync(
    file,
    'interface Gone {\n  readonly a: 1;\n}\n\nimport { always } from "synod";\nexport const property = always<Gone>("a", () => undefined);\n',
  );
  expect(placeOnNode(file)).toMatchObject({ file, line: 6 });
});

test("JavaScript with a source map is found where it came from", () => {
  const map = { version: 3, sources: ["original.ts"], names: [], mappings: ";AASA" };
  const url = `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}`;
  const file = join(folder, "compiled.mjs");
  writeFileSync(
    file,
    `import { always } from "synod";\nexport const property = always("a", () => undefined);\n//# sourceMappingURL=${url}\n`,
  );
  expect(placeOnNode(file, "--enable-source-maps")).toMatchObject({ file: join(folder, "original.ts"), line: 10 });
});

test("definitions work where Error is frozen", () => {
  const args = ["--conditions=synod-source", "--import", "tsx", "--input-type=module", "--eval"];
  const script =
    'import { always } from "synod"; Object.freeze(Error); console.log(always("a", () => 1).definedAt().length);';
  expect(spawnSync(process.execPath, [...args, script], { cwd: folder, encoding: "utf8" }).stdout).toBe("0\n");
});
