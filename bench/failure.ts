/** What stops the benchmark: a tool that is missing or breaks, or a count that is wrong. Its message is all that the user is shown. */
export class BenchFailure extends Error {
  override readonly name = "BenchFailure";
}
