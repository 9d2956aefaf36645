/** Numbers as people read them. */

const INTEGERS = new Intl.NumberFormat("en-US");

export function count(value: number): string {
  return INTEGERS.format(Math.round(value));
}

/** "1 state", "2 states". */
export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** "0.04 s", "12.3 s", "4 min 10 s", "2 h 5 min". */
export function seconds(value: number): string {
  if (value < 9.995) return `${value.toFixed(2)} s`;
  if (value < 99.95) return `${value.toFixed(1)} s`;
  const whole = Math.round(value);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${count(Math.floor(whole / 3600))} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Three significant digits with a letter: 12.3k, 4.56M. */
export function rough(value: number): string {
  if (value < 999.5) return String(Math.round(value));
  const [scaled, letter] =
    value < 999_500 ? [value / 1e3, "k"] : value < 999.5e6 ? [value / 1e6, "M"] : [value / 1e9, "G"];
  return `${scaled.toPrecision(3)}${letter}`;
}

export function megabytes(bytes: number): string {
  return `${count(bytes / 1e6)} MB`;
}
