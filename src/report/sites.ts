/** The places of definitions, written from the folder of the run: on another machine that may be elsewhere. */
import { isAbsolute, relative, resolve } from "node:path";
import type { Site } from "../define/site.ts";

interface Placed {
  readonly definedAt: readonly Site[];
}

interface Result extends Placed {
  readonly properties: readonly Placed[];
  readonly witnesses: readonly Placed[];
}

/** As they are to be written. */
export function sitesTo<R extends Result>(result: R, folder: string): R {
  return withSites(result, (file) => relative(folder, file));
}

/** As they are to be read. */
export function sitesFrom<R extends Result>(result: R, folder: string): R {
  return withSites(result, (file) => (isAbsolute(file) ? file : resolve(folder, file)));
}

function withSites<R extends Result>(result: R, place: (file: string) => string): R {
  const moved = <T extends Placed>(each: T): T => ({
    ...each,
    definedAt: each.definedAt.map((site) => ({ ...site, file: place(site.file) })),
  });
  return { ...moved(result), properties: result.properties.map(moved), witnesses: result.witnesses.map(moved) };
}
