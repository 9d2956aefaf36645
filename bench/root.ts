/** Where the repository is: the benchmark can be started from any folder. */
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "..");
export const PEERS = join(import.meta.dirname, "peers");
export const REPORTS = join(ROOT, "reports");
