/** Names of trace files. */
import { createHash } from "node:crypto";

/** A name as part of a file's name, whatever is in it; where much of it is lost, a digest keeps it apart from others. */
export function fileName(name: string): string {
  const plain = name.replaceAll("/", ".").replaceAll(" ", "-");
  const safe = plain.replaceAll(/[^A-Za-z0-9._-]+/g, "-").slice(0, 80);
  return safe === plain ? safe : `${safe}-${digestOf(name)}`;
}

/** Eight characters that are others for another text. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
