/** The naive explorer as a program, so that it can be measured as the others are: `naive-run.ts <model> [name=value…]` prints its counts. */
import { models } from "../models/index.ts";
import { naive } from "../test/oracle/naive.ts";

const LIMIT = 1_000_000;

const [name, ...assignments] = process.argv.slice(2);
const model = models.find((each) => each.modelName === name);
if (model === undefined) throw new Error(`there is no model ${name}`);
const { system, properties } = model.configured("", Object.fromEntries(assignments.map((each) => each.split("="))));
const { distinct, generated, verdicts } = naive(system, properties, LIMIT);
const broken = Object.entries(verdicts).filter(([, { verdict }]) => verdict === "violated" || verdict === "unreached");
if (broken.length > 0) throw new Error(`not as it should be: ${broken.map(([property]) => property).join(", ")}`);
process.stdout.write(`${JSON.stringify({ distinct, generated })}\n`);
