import { canonicalText } from "../../src/define/value.ts";
const { default: model } = await import(`../../models/register-paxos/index.ts`);
const { system } = model({ network: "set", clients: Number(process.argv[2] ?? 1) });
const after = (state: any[], { writes, updates }: any) => { const n = [...state]; for (const [c, v] of writes) n[c] = v; for (const [c, u] of updates) n[c] = u.apply(state[c]); return n; };
const seen = new Map<string, any>(); let gen = 0, depth = 0;
const visit = (s: any, last: string, d: number) => { gen++; const k = canonicalText(s) + last; if (!seen.has(k)) { seen.set(k, { s, d }); depth = Math.max(depth, d); } };
visit(system.initial[0], "", 1);
for (const { s, d } of seen.values()) for (const g of system.groups) for (const e of g.expand(g.reads.map((r: number) => s[r]))) visit(after(s, e), canonicalText(e.event), d + 1);
//(seen.size, gen, depth);
seen.clear(); gen = 0; depth = 0;
visit(system.initial[0], "", 1);
for (const { s, d } of seen.values()) {
  for (const g of system.groups) for (const e of g.expand(g.reads.map((r: number) => s[r]))) visit(after(s, e), canonicalText(e.event), d + 1);
  for (let i = 0; i < 3; i++) { const { local, inbox } = s[i]; if (local.isDecided) continue;
    for (const { from, message } of inbox) {
      if (message.type === "prepared" && canonicalText(message.ballot) === canonicalText(local.ballot) && local.prepares.has(from) && local.prepares.size !== 2
       && canonicalText(local.prepares.get(from)) === canonicalText(message.lastAccepted)) visit(s, canonicalText({ kind: "deliver", node: `server ${i}`, from, message }), d + 1);
    } }
}
console.log(seen.size, gen, depth);
