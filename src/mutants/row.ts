/** How a row of the kill matrix is made: a mutant is searched, and what the search has found is met at random. */
import { type MatrixRow, matrixRow } from "./kill-matrix.ts";
import { type Mutant, type SearchOptions, searched } from "./mutant.ts";
import { type Chances, metAtRandom } from "./random.ts";

export interface Effort extends Pick<SearchOptions, "maxStates"> {
  readonly chances: Chances;
}

export interface MadeRow {
  readonly row: MatrixRow;
  /** Every property that looked. */
  readonly properties: readonly string[];
}

export async function madeRow(
  mutant: Mutant,
  { maxStates, chances }: Effort,
  { signal, onProgress }: Pick<SearchOptions, "signal" | "onProgress">,
): Promise<MadeRow> {
  const found = await searched(mutant, { maxStates, signal, onProgress });
  const isFound = found.kills.some(({ property }) => property === mutant.expected);
  const random = isFound ? await metAtRandom(mutant, chances, signal) : undefined;
  return { row: matrixRow(mutant, found, random), properties: found.properties };
}
