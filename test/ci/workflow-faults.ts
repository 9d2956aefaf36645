// A process of its own: reads a workflow from stdin and prints, as JSON, what GitHub's own parser has against it. The parser imports JSON in a way that plain
// Node refuses, and so does Vitest; tsx takes it.
import { text } from "node:stream/consumers";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";

const content = await text(process.stdin);
const { context, value } = parseWorkflow({ name: "workflow.yml", content }, new NoOperationTraceWriter());
if (value !== undefined) await convertWorkflowTemplate(context, value);
console.log(JSON.stringify(context.errors.getErrors().map(({ message }) => message)));
