/**
 * Every failure that a user can cause or cure, each with a stable code. A message says what is wrong and where; the hint says what to do next.
 * Anything that is not a SynodError is a defect of Synod itself.
 */
const CODES = {
  unknownModel: "SYN001",
  unknownProperty: "SYN002",
  unknownOption: "SYN003",
  badParameter: "SYN004",
  noModels: "SYN005",
  badDefinition: "SYN006",
  reducerThrew: "SYN010",
  mutation: "SYN011",
  notAValue: "SYN012",
  impure: "SYN013",
  footprint: "SYN014",
  tooLarge: "SYN015",
  propertyThrew: "SYN016",
  traceFormat: "SYN020",
  traceVersion: "SYN021",
  stepNotEnabled: "SYN022",
  notReproduced: "SYN023",
  cannotRead: "SYN024",
  undecided: "SYN025",
  badShards: "SYN026",
  cannotWrite: "SYN030",
  badReporter: "SYN031",
  alreadyThere: "SYN032",
} as const;

export type ErrorKind = keyof typeof CODES;

/** An error with a code (`SYN001`…), one clear sentence, and, where there is one, a hint on what to do next. */
export class SynodError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly hint: string | undefined;

  constructor(kind: ErrorKind, message: string, options: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "SynodError";
    this.kind = kind;
    this.code = CODES[kind];
    this.hint = options.hint;
  }
}

/** An error again, of which only what is told of it is left. */
export function errorFrom(told: { readonly code: string; readonly message: string; readonly hint?: string }): Error {
  const kind = (Object.keys(CODES) as ErrorKind[]).find((each) => CODES[each] === told.code);
  return kind === undefined ? new Error(told.message) : new SynodError(kind, told.message, told);
}

/** The first line of whatever was thrown, for use inside a sentence. */
export function reasonOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return (text.split("\n")[0] ?? "").slice(0, 300);
}
