/** The name and version of the tool. */
export { TOOL } from "../report/version.ts";
