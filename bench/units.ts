/** Numbers for people: three digits that mean something, and a unit. */

export function count(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** 1.2k, 34k, 5.6M */
export function short(value: number): string {
  const [scale, unit] = value >= 1e6 ? [1e6, "M"] : value >= 1e3 ? [1e3, "k"] : [1, ""];
  return `${digits(value / scale)}${unit}`;
}

export function megabytes(bytes: number): string {
  return `${digits(bytes / 1e6)} MB`;
}

export function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
