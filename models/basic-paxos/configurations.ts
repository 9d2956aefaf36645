import type { Configuration } from "synod";
import type { parameters } from "./parameters.ts";
export const configurations: readonly Configuration<typeof parameters>[] = [{ name: "", about: "" }];
