/** Invariants, step properties and witnesses, one concept a file, each written against a view that any protocol may offer. */
export * from "./agreement.ts";
export * from "./atomic-commitment.ts";
export * from "./chosen.ts";
export * from "./decision.ts";
export * from "./equal-logs-equal-states.ts";
export * from "./exactly-once.ts";
export * from "./executes-in-order.ts";
export * from "./history.ts";
export * from "./integrity.ts";
export * from "./linearizable.ts";
export * from "./once-chosen-always-chosen.ts";
export * from "./one-value-per-epoch.ts";
export * from "./promises-never-go-back.ts";
export * from "./register.ts";
export * from "./validity.ts";
export * from "./witnesses.ts";
