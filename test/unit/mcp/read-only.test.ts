import { describe, expect, it } from "vitest";
import { isHarmless, onlyReads, withoutWriting } from "../../../workers/mcp/read-only.ts";

describe("a tool of an MCP server", () => {
  it("only reads when its server says so, and when it says nothing it doesn't", () => {
    expect(onlyReads("sentry", { name: "find_issues", annotations: { readOnlyHint: true } })).toBe(true);
    expect(onlyReads("sentry", { name: "get_issue", annotations: {} })).toBe(false);
    expect(onlyReads("sentry", { name: "get_issue" })).toBe(false);
  });

  it("of GitHub's tells it by its name, unless GitHub says otherwise", () => {
    expect(onlyReads("github", { name: "get_file_contents" })).toBe(true);
    expect(onlyReads("github", { name: "list_issues", annotations: null })).toBe(true);
    expect(onlyReads("github", { name: "search_code", annotations: { readOnlyHint: false } })).toBe(false);
    for (const name of ["create_issue", "merge_pull_request", "getaway", "push_get_files"])
      expect([name, onlyReads("github", { name })]).toEqual([name, false]);
  });
});

it("a list keeps all but the tools that may write", () => {
  const tools = [{ name: "get_me", title: "Me" }, { name: "delete_repo" }];
  const list = { jsonrpc: "2.0", id: 1, result: { tools, nextCursor: "x" } };
  expect(withoutWriting("github", list)).toEqual({
    ...list,
    result: { tools: [{ name: "get_me", title: "Me" }], nextCursor: "x" },
  });
  const error = { jsonrpc: "2.0", id: 1, error: { code: 1, message: "no" } };
  expect(withoutWriting("github", error)).toEqual(error);
});

it("methods are known by their whole names or their families", () => {
  expect(isHarmless("resources/templates/list")).toBe(true);
  expect(
    ["tools/call", "tools/list/x", "ping2", "tasks/cancel", "elicitation/create"].filter(isHarmless),
  ).toEqual([]);
});
