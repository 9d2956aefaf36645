/**
 * Sets of components as masks of 32 bits. Components 32 apart share a bit, so a set may look larger than it is, and two sets may seem to meet though they
 * do not; whoever uses them must be right, if slower, in that case too.
 */
export function bitOf(component: number): number {
  return 1 << (component & 31);
}

export function maskOf(components: readonly number[]): number {
  return components.reduce((mask, component) => mask | bitOf(component), 0);
}
