// Text in Markdown stays text.
import { expect, test } from "vitest";
import { fenced, plainText } from "../../src/report/markdown.ts";

test("a block is fenced by more backticks than are in it", () => {
  expect(fenced("text", "a\n````\nb\n")).toBe("`````text\na\n````\nb\n`````");
  expect(fenced("text", "a `b` c")).toBe("```text\na `b` c\n```");
});

test("punctuation that means something is escaped, and words stay readable", () => {
  expect(plainText("# <b>|`a`_b_ [c](d) @e &amp; ~f")).toBe(
    "\\# \\<b\\>\\|\\`a\\`\\_b\\_ \\[c\\](d) \\@e \\&amp; \\~f",
  );
  expect(plainText("- a-b, (c) 5% = d")).toBe("\\- a-b, (c) 5% = d");
  expect(plainText("a/b: c.")).toBe("a/b: c.");
  expect(plainText("http://a :b: www.c")).toBe("http\\://a \\:b: www\\.c");
  expect(plainText("a\nb")).toBe("a\\\\nb");
});
