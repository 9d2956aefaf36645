import { naive } from "./naive.ts";
const [name, config, ...sets] = process.argv.slice(2);
const { default: model } = await import(`../../models/${name}/index.ts`);
const c = model.configured(config ?? "", Object.fromEntries(sets.map((s) => s.split("="))));
const t = performance.now();
const r = naive(c.system, c.properties, 1e6);
console.log(name, config, sets.join(" "), JSON.stringify({ ...r, verdicts: undefined }), ((performance.now() - t) / 1000).toFixed(1) + " s");
console.log(Object.entries(r.verdicts).map(([k, v]: any) => `${k}: ${v.verdict} ${v.steps ?? ""} ${v.evidence ?? ""}`).join("\n"));
