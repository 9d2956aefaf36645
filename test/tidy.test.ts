// The habits of CONTRIBUTING.md that no linter knows.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

const files = ["src", "models", "properties"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => ({ path: join(folder, path), text: readFileSync(join(root, folder, path), "utf8") })),
);

type File = (typeof files)[number];

const pathsWhere = (broken: (file: File) => boolean): string[] => files.filter(broken).map((file) => file.path);

test("there are files to judge", () => {
  expect(files.length).toBeGreaterThan(0);
});

test("no file is longer than 350 lines", () => {
  expect(pathsWhere(({ text }) => text.trimEnd().split("\n").length > 350)).toEqual([]);
});

test("each file starts with a comment that says what it is", () => {
  const start = /^(#!.*\n)?(\/\/ \S|\/\*\*?\s)/;
  expect(pathsWhere(({ text }) => !start.test(text))).toEqual([]);
});

test("no file or folder has a name that says nothing", () => {
  const empty = /(^|[\\/])(utils?|helpers?|common|types|managers?)(\.ts$|[\\/])/;
  expect(pathsWhere(({ path }) => empty.test(path))).toEqual([]);
});

test("nothing is left to be done later", () => {
  expect(pathsWhere(({ text }) => /\b(TODO|FIXME)\b/.test(text))).toEqual([]);
});

// dependency-cruiser does not see `import("./file.ts").Type`, so `npm run arrows` could not judge it.
test("no type is imported by a path inside an expression", () => {
  expect(pathsWhere(({ text }) => /(?<!await )\bimport\(["']/.test(text))).toEqual([]);
});
