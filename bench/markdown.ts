/** Tables in Markdown, with their columns in line: reports are read in a terminal as well. */

export type Align = "left" | "right";

export interface Column {
  readonly title: string;
  readonly align: Align;
}

export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, at) => Math.max(3, title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => padded(cell, widths[at] ?? 0, columns[at]?.align ?? "left")).join(" | ")} |`;
  const rule = columns.map(({ align }, at) => {
    const dashes = "-".repeat((widths[at] ?? 0) - 1);
    return align === "right" ? `${dashes}:` : `${dashes}-`;
  });
  return [line(columns.map(({ title }) => title)), line(rule), ...rows.map(line)].join("\n");
}

function padded(text: string, width: number, align: Align): string {
  return align === "right" ? text.padStart(width) : text.padEnd(width);
}
