// `synod init`: what it writes, and what it leaves alone. The files themselves are tried in test/package.test.ts.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "./run.ts";

let folder: string;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "synod-init-")), "My Protocol");
  mkdirSync(folder);
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const init = (...args: string[]) => run(folder, ["init", ...args]);
const written = () =>
  readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
const manifest = () => readFileSync(join(folder, "package.json"), "utf8");

test("an empty folder gets a protocol, a property, a test, a workflow and a package.json", async () => {
  const { code, stdout, stderr } = await init();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  await expect(stdout.replaceAll(/\^\d+\.\d+\.\d+/g, "^0.0.0")).toMatchFileSnapshot("init.golden.txt");
  expect(written()).toEqual([
    ".github/workflows/synod.yml",
    "package.json",
    "protocols/lock.test.ts",
    "protocols/lock.ts",
    "protocols/mutual-exclusion.ts",
  ]);
  expect(JSON.parse(manifest())).toMatchObject({ name: "my-protocol", private: true, type: "module" });
});

test("what it names is a line of the protocol that asks to be broken, and a project whose models are found", async () => {
  await init();
  const protocol = readFileSync(join(folder, "protocols/lock.ts"), "utf8");
  expect(protocol).toMatch(/Break the next line[^\n]*\n *const isFree = self\.holder === null;\n/);
  expect(JSON.parse(manifest()).synod).toEqual({ models: "./protocols/lock.ts" });
});

const there = ["protocols/lock.ts", "protocols/lock.test.ts", ".github/workflows/synod.yml"];

test.each(there)("where there is %s nothing is written", async (path) => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), "mine");
  const { code, stdout, stderr } = await init();
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toBe(
    `error SYN032: init overwrites nothing, and there is ${path}\n      Nothing was written. Move it away, or run synod init in another folder.\n`,
  );
  expect(written()).toEqual([path]);
  expect(readFileSync(join(folder, path), "utf8")).toBe("mine");
});

test("a link that leads nowhere is there as well", async () => {
  mkdirSync(join(folder, "protocols"));
  symlinkSync(join(folder, "nowhere"), join(folder, "protocols/lock.ts"));
  expect((await init()).code).toBe(2);
  expect(existsSync(join(folder, "nowhere"))).toBe(false);
});

test("a package.json keeps what it says, its order, its indentation and its line ends", async () => {
  const before = `{\r\n\t"scripts": {\r\n\t\t"test": "jest",\r\n\t\t"check": "tsc"\r\n\t},\r\n\t"synod": {\r\n\t\t"models": "./m.ts"\r\n\t},\r\n\t"dependencies": {\r\n\t\t"synod": "*"\r\n\t}\r\n}`;
  writeFileSync(join(folder, "package.json"), before);
  const { stdout } = await init();
  expect(manifest()).toBe(
    before.replace(/\r\n}$/, ',\r\n\t"devDependencies": {\r\n\t\t"vitest": "^4.0.0"\r\n\t}\r\n}'),
  );
  expect(stdout.match(/package\.json .*/g)).toEqual([
    'package.json                   gains "devDependencies": { "vitest": "^4.0.0" }',
    'package.json                   keeps "scripts": { "check": "tsc" }',
    'package.json                   keeps "scripts": { "test": "jest" }',
    'package.json                   keeps "synod": { "models": "./m.ts" }',
  ]);
});

test("a package.json that lacks nothing is not written", async () => {
  const tools = { synod: "file:synod.tgz", vitest: "5" };
  const scripts = { check: "synod check", test: "vitest run" };
  const text = JSON.stringify({ scripts, synod: { models: "./protocols/lock.ts" }, peerDependencies: tools });
  writeFileSync(join(folder, "package.json"), text);
  expect((await init()).stdout).not.toContain("package.json ");
  expect(manifest()).toBe(text);
});

test("the script that npm writes where there is no test is as good as none", async () => {
  const scripts = { test: 'echo "Error: no test specified" && exit 1' };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ scripts }));
  await init();
  expect(JSON.parse(manifest()).scripts).toEqual({ test: "vitest run", check: "synod check" });
});

const unreadable = [
  ["is cut off", '{ "name": ', /^error SYN024: cannot read .*package\.json: [^\n]+\n$/],
  ["is a list", "[]", /^error SYN024: cannot read .*package\.json: it is not an object\n$/],
  ["has scripts that are none", '{ "scripts": 5 }', /package\.json: "scripts" is not an object\n$/],
] as const;

test.each(unreadable)("where package.json %s nothing is written", async (_what, text, complaint) => {
  writeFileSync(join(folder, "package.json"), text);
  const { code, stderr } = await init();
  expect(code).toBe(2);
  expect(stderr).toMatch(complaint);
  expect(written()).toEqual(["package.json"]);
});

test("where one file cannot be written none is left", async () => {
  writeFileSync(join(folder, ".github"), "a file, and no folder");
  const { code, stderr } = await init();
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error SYN030: cannot write [^\n]+\n {6}Nothing was written\.\n$/);
  expect(written()).toEqual([".github"]);
  expect(existsSync(join(folder, "protocols"))).toBe(false);
});

test("it takes no words and has no reporters", async () => {
  expect((await init("here")).stderr).toContain("SYN003: init takes no words");
  expect((await init("--reporter", "json")).stderr).toContain("SYN003: init has no reporters");
  expect((await init("--reporter", "junit")).stderr).toContain("SYN003: init has no reporter junit");
  expect(written()).toEqual([]);
});
