import { beforeEach, describe, expect, it } from "vitest";
import { createJiraTwin } from "../../../sandbox/jira/twin.ts";
import { textToAdf } from "../../../shared/integrations/jira/adf.ts";

const options = { signalboxUrl: null, webhookSecret: "s" };
let twin: ReturnType<typeof createJiraTwin>;
beforeEach(() => {
  twin = createJiraTwin(options);
});

const authorization = `Basic ${btoa("crew@a.example:token")}`;
async function api(path: string, body?: object, headers: Record<string, string> = { authorization }) {
  const init = body ? { method: "POST", body: JSON.stringify(body), headers } : { headers };
  const response = await twin.app.request(`/rest/api/3/${path}`, init);
  const text = await response.text();
  const json: unknown = text === "" ? null : JSON.parse(text);
  return { status: response.status, json };
}
const task = (fields: object = {}) => ({
  fields: { project: { key: "OPS" }, issuetype: { name: "Task" }, summary: "New", ...fields },
});
const error = { errorMessages: expect.any(Array), errors: expect.any(Object) };

describe("the stand-in for Jira", () => {
  it("has projects with issues in every status", async () => {
    expect(await api("issue/OPS-2")).toMatchObject({
      status: 200,
      json: {
        key: "OPS-2",
        fields: {
          status: { name: "In Progress" },
          labels: ["certificates"],
          project: { key: "OPS" },
          comment: { total: 1 },
        },
      },
    });
    const { json } = await api("issue/WEB-1?fields=status");
    expect(json).toEqual({
      id: expect.any(String),
      key: "WEB-1",
      fields: { status: expect.objectContaining({ name: "To Do" }) },
    });
  });

  it("creates an issue that the search finds by project and label", async () => {
    const created = await api("issue", task({ labels: ["a-1"], description: textToAdf("Why\n\nHow") }));
    expect(created).toMatchObject({ status: 201, json: { key: "OPS-4" } });
    const search = { jql: 'project = OPS AND labels = "a-1"', fields: ["summary"] };
    expect(await api("search/jql", search)).toMatchObject({
      json: { issues: [{ key: "OPS-4", fields: { summary: "New" } }], isLast: true },
    });
    const elsewhere = { ...search, jql: 'project = WEB AND labels = "a-1"' };
    expect(await api("search/jql", elsewhere)).toMatchObject({ json: { issues: [] } });
    const bare = await api("search/jql", { jql: search.jql });
    expect(bare.json).toEqual({ issues: [{ id: expect.any(String) }], isLast: true });
  });

  it("keeps comments with their properties, and shows the properties only when asked", async () => {
    for (const text of ["one", "two", "three"])
      await api("issue/OPS-1/comment", {
        body: textToAdf(text),
        properties: [{ key: "k", value: { text } }],
      });
    const page = "issue/OPS-1/comment?startAt=1&maxResults=1&orderBy=-created";
    const plain = await api(page);
    expect(plain.json).toMatchObject({ startAt: 1, total: 3, comments: [{ body: textToAdf("two") }] });
    expect(JSON.stringify(plain.json)).not.toContain("properties");
    expect(await api(`${page}&expand=properties`)).toMatchObject({
      json: { comments: [{ properties: [{ key: "k", value: { text: "two" } }] }] },
    });
  });

  it("moves an issue along the workflow only", async () => {
    const { json } = await api("issue/OPS-1/transitions");
    expect(json).toEqual({
      transitions: [
        { id: "11", name: "Start", hasScreen: false, to: expect.objectContaining({ name: "In Progress" }) },
      ],
    });
    expect(await api("issue/OPS-1/transitions", { transition: { id: "31" } })).toMatchObject({
      status: 400,
      json: error,
    });
    expect(await api("issue/OPS-1/transitions", { transition: { id: "11" } })).toEqual({
      status: 204,
      json: null,
    });
    expect(await api("issue/OPS-1?fields=status")).toMatchObject({
      json: { fields: { status: { name: "In Progress" } } },
    });
  });

  it.each([
    ["an issue that is not there", "issue/OPS-99", undefined, 404],
    ["a comment on it", "issue/OPS-99/comment", { body: textToAdf("x") }, 404],
    ["an unknown project", "issue", task({ project: { key: "NONE" } }), 400],
    ["an unknown type", "issue", task({ issuetype: { name: "Wish" } }), 400],
    ["an unknown field", "issue", task({ colour: "red" }), 400],
    ["a summary of two lines", "issue", task({ summary: "a\nb" }), 400],
    ["a description that is no document", "issue", task({ description: "text" }), 400],
    ["an empty comment", "issue/OPS-1/comment", { body: textToAdf(" \n") }, 400],
    ["a summary of 256 characters", "issue", task({ summary: "x".repeat(256) }), 400],
    ["a description of 32,768", "issue", task({ description: textToAdf("x".repeat(32_768)) }), 400],
    [
      "an unknown node",
      "issue/OPS-1/comment",
      { body: { ...textToAdf("x"), content: [{ type: "aside" }] } },
      400,
    ],
    ["an empty text node", "issue/OPS-1/comment", { body: paragraph("") }, 400],
    ["another search", "search/jql", { jql: "assignee = me" }, 400],
  ])("refuses %s in Jira's form", async (_name, path, body, status) => {
    expect(await api(path, body)).toMatchObject({ status, json: error });
  });

  it("names the field that is wrong", async () => {
    expect((await api("issue", task({ colour: "red" }))).json).toMatchObject({
      errors: { colour: expect.any(String) },
    });
    expect((await api("issue", task({ summary: "" }))).json).toMatchObject({
      errors: { summary: expect.any(String) },
    });
  });

  it.each([{}, { authorization: "Bearer x" }, { authorization: `Basic ${btoa("nobody")}` }])(
    "demands Basic authentication: %j",
    async (headers) => {
      expect(await api("issue/OPS-1", undefined, headers)).toMatchObject({ status: 401, json: error });
    },
  );

  it("shows people the issues with their comments, as text", async () => {
    await api("issue", task({ summary: "<b>bold</b>" }));
    await api("issue/OPS-4/comment", { body: textToAdf("first line\nsecond line\n\nnext") });
    const board = await (await twin.app.request("/")).text();
    expect(board).toContain("&lt;b&gt;bold&lt;/b&gt;");
    const page = await (await twin.app.request("/browse/OPS-4")).text();
    expect(page).toContain("OPS-4: &lt;b&gt;bold&lt;/b&gt;");
    expect(page).toContain("first line\nsecond line\n\nnext");
  });

  it("remembers over a restart, numbers on from there, and begins anew on reset", async () => {
    await api("issue", task());
    const snapshot: unknown = JSON.parse(JSON.stringify(twin.snapshot()));
    twin = createJiraTwin(options);
    twin.restore(snapshot);
    expect((await api("issue", task())).json).toMatchObject({ key: "OPS-5" });
    twin.restore({ issues: "nonsense" });
    expect((await api("issue/OPS-5")).status).toBe(200);
    await twin.app.request("/_sandbox/reset", { method: "POST" });
    expect((await api("issue/OPS-4")).status).toBe(404);
    expect((await api("issue/OPS-3")).status).toBe(200);
  });
});

function paragraph(text: string) {
  return {
    version: 1,
    type: "doc",
    content: [{ type: "paragraph", content: [{ type: "text", text }] }],
  };
}

describe("text as a document", () => {
  it.each([
    ["", []],
    ["\n \n", []],
    ["one", [[{ type: "text", text: "one" }]]],
    ["a\r\nb", [[{ type: "text", text: "a" }, { type: "hardBreak" }, { type: "text", text: "b" }]]],
    ["a\n\n\nb\n", [[{ type: "text", text: "a" }], [{ type: "text", text: "b" }]]],
    ["**a**", [[{ type: "text", text: "**a**" }]]],
  ])("turns %j into paragraphs", (text, paragraphs) => {
    expect(textToAdf(text)).toEqual({
      version: 1,
      type: "doc",
      content: paragraphs.map((content) => ({ type: "paragraph", content })),
    });
  });
});
