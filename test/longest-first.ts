/** What takes longest begins first, so that no worker is left alone with it at the end. Vitest only knows that from its last run, which a fresh checkout has not. */
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { apart } from "./apart.ts";

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files);
    return rest.sort((a, b) => rank(a) - rank(b));
  }
}

/** Files that are not apart keep their order, behind those that are. */
function rank({ moduleId }: TestSpecification): number {
  const place = apart.findIndex((path) => moduleId.endsWith(`/${path}`));
  return place < 0 ? apart.length : place;
}
