// docs/guide.md is carried out in an empty project, command by command, and what it shows is what is printed. After a change that is meant,
// `npx vitest run test/guide.test.ts -u` writes the page anew; read the diff.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { settled } from "./cli/transcript.ts";
import { walked } from "./walkthrough.ts";

const root = join(import.meta.dirname, "..");
const page = join(root, "docs/guide.md");
// Within the repository, so that what is installed is found from it.
const temp = mkdtempSync(join(import.meta.dirname, "guide-"));
const folder = join(temp, "my-lock");
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const CONFIG = `export default { ssr: { resolve: { conditions: ["synod-source", "module", "node", "development|production"] } } };\n`;

/** What `npm init -y` and `npm install` leave, with this Synod in the place of the published one. */
function installed(): void {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(root, join(folder, "node_modules/synod"));
  const scripts = { test: 'echo "Error: no test specified" && exit 1' };
  const devDependencies = { synod: "^0.1.0", vitest: "^4.1.12" };
  const manifest = { name: "my-lock", version: "1.0.0", scripts, type: "commonjs", devDependencies };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, "vitest.config.mjs"), CONFIG);
}

function programOf(command: string): readonly string[] | undefined {
  if (/^(mkdir|npm init|npm install) /.test(command)) return undefined;
  const [npx, program, ...args] = command.split(" ");
  if (npx === "npx" && program === "vitest")
    return [process.execPath, join(root, "node_modules/vitest/vitest.mjs"), ...args];
  if (npx !== "npx" || program !== "synod") throw new Error(`the guide cannot run ${command}`);
  const conditions = ["--conditions=synod-source", "--import", "tsx"];
  return [process.execPath, ...conditions, join(root, "test/cli/installed.ts"), ...args];
}

test("the guide goes as it says", async () => {
  installed();
  const shown = readFileSync(page, "utf8");
  const printed = walked(shown, { folder, programOf });
  // Times differ from run to run, so what is only a matter of time stays as it is.
  const isSame = settled(printed, folder) === settled(shown, folder);
  await expect(isSame ? shown : printed).toMatchFileSnapshot(page);
});

test("what has been written by its end has no type errors, whatever the settings of the project", () => {
  for (const module of [{ module: "nodenext" }, { module: "esnext", moduleResolution: "bundler" }]) {
    const compilerOptions = {
      ...module,
      target: "es2023",
      strict: true,
      noEmit: true,
      types: ["node"],
      skipLibCheck: true,
    };
    const customConditions = { customConditions: ["synod-source"], allowImportingTsExtensions: true };
    const config = { compilerOptions: { ...compilerOptions, ...customConditions }, include: ["protocols"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    expect(spawnSync(process.execPath, [tsc, "-p", "."], { cwd: folder, encoding: "utf8" }).stdout).toBe("");
  }
});
