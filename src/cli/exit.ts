/** Exit codes, the same for every command. */
export const EXIT = { held: 0, violated: 1, error: 2, inconclusive: 3, interrupted: 130 } as const;
