/** Numbers as people read them. */

const INTEGERS = new Intl.NumberFormat("en-US");

export function count(value: number): string {
  return INTEGERS.format(Math.round(value));
}

/** "1 state", "2 states". */
export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

export function seconds(value: number): string {
  return value < 10 ? `${value.toFixed(2)} s` : `${value.toFixed(1)} s`;
}

/** Three significant digits with a letter: 12.3k, 4.56M. */
export function rough(value: number): string {
  if (value < 1000) return String(Math.round(value));
  const [scaled, letter] = value < 1e6 ? [value / 1e3, "k"] : value < 1e9 ? [value / 1e6, "M"] : [value / 1e9, "G"];
  return `${scaled.toPrecision(3)}${letter}`;
}

export function megabytes(bytes: number): string {
  return `${count(bytes / 1e6)} MB`;
}
