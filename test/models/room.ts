/** Enough for the searches of these tests. To reserve all the memory that the machine has, as a search does by itself, takes longer than many of them. */
export const ROOM = { maxMemory: 2 ** 31 };
