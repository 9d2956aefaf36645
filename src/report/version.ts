/** The name and version of the tool, from its own package.json. */
import { existsSync, readFileSync } from "node:fs";

function ownVersion(): string {
  // From the sources two folders up, from the built package three.
  const places = ["../../package.json", "../../../package.json"].map((path) => new URL(path, import.meta.url));
  const manifest = places.find((place) => existsSync(place));
  return manifest === undefined
    ? "unknown"
    : (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

export const TOOL = `synod ${ownVersion()}`;
