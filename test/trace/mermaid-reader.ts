// What Mermaid itself makes of a diagram: its own parser, which is all of it that works without a browser.
import mermaid from "mermaid";

export interface Drawn {
  readonly participants: readonly string[];
  /** Arrows and notes in their order. */
  readonly signals: readonly { readonly kind: "arrow" | "lost" | "dotted" | "note"; readonly text: string }[];
}

interface SequenceDatabase {
  getActors(): ReadonlyMap<string, { readonly description: string }>;
  getMessages(): readonly { readonly message: string; readonly type: number }[];
}

// Mermaid's own numbers for the kinds of lines.
const KINDS: Readonly<Record<number, Drawn["signals"][number]["kind"]>> = {
  0: "arrow",
  1: "dotted",
  2: "note",
  3: "lost",
};

/** Throws Mermaid's own error for what it cannot parse. */
export async function drawn(text: string): Promise<Drawn> {
  // GitHub and others do not draw what is longer.
  if (text.length > 50_000) throw new Error("Mermaid draws no more than 50,000 characters");
  const parsed = await mermaid.parse(text);
  if (parsed.diagramType !== "sequence") throw new Error(`a ${parsed.diagramType} diagram`);
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  const database = diagram.db as unknown as SequenceDatabase;
  return {
    participants: [...database.getActors().values()].map(({ description }) => decoded(description)),
    signals: database.getMessages().map(({ message, type }) => {
      const kind = KINDS[type];
      if (kind === undefined) throw new Error(`a line of kind ${type}: ${message}`);
      return { kind, text: decoded(message) };
    }),
  };
}

/** Mermaid keeps `#60;` in this form until it draws. */
function decoded(text: string): string {
  return text.replaceAll(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
