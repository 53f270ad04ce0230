import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { actionById } from "../../../../shared/db/approvals.ts";
import { previewLink } from "../../../../shared/jobs/editorial/preview/preview-link.ts";
import { decide } from "../../../../shared/spine/decide.ts";
import { app } from "../../../../workers/app.ts";
import { hour, proposeOne, spine, unique } from "../../support/spine.ts";
import { api } from "../../support/task.ts";

const markdown = `A **lever**. <script>alert(1)</script> ![Its picture](https://elsewhere.test/x.png)

${"word ".repeat(900)}`;

async function aDraft() {
  const slug = unique("post");
  const payload = {
    title: slug,
    slug,
    summary: "A summary.",
    tags: ["a"],
    markdown,
    words: 900,
    author: "Ada",
  };
  const { actionId, approval } = await proposeOne({ kind: "blog_publish", payload });
  const action = await actionById(spine.db, actionId);
  if (action === undefined || approval === null) throw new Error("nobody is asked");
  const link = async (from = action.createdAt) => pathOf(await previewLink(spine, action, from));
  return { slug, action, approval, link };
}

function pathOf(link: string | null): string {
  if (link === null) throw new Error("there is no link");
  return new URL(link).pathname;
}

async function shown(path: string, over: object = {}) {
  const response = await app.fetch(new Request(`http://signalbox.test${path}`), { ...env, ...over });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

describe("a draft's preview", () => {
  let draft: Awaited<ReturnType<typeof aDraft>>;
  beforeAll(async () => {
    draft = await aDraft();
  });

  it("shows these bytes on the site's page, and lets nothing run, be kept or be told on", async () => {
    const { status, headers, html } = await shown(await draft.link());
    expect(status).toBe(200);
    expect(html).toContain(`<h1>${draft.slug}</h1>`);
    expect(html).toContain(`content="${draft.action.digest}"`);
    expect(html).toContain('<a href="https://elsewhere.test/x.png">Its picture</a>');
    expect(html).toMatch(/not published\. Whoever has this address sees it until \d{4}-/);
    expect(html).not.toMatch(/<script|<img/);
    const site = new URL(env.BLOG_READ_URL).origin;
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-security-policy": `default-src 'none'; style-src ${site}; font-src ${site}; img-src ${site}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex, nofollow",
    });
    expect(await draft.link()).toBe(await draft.link());
  });

  it.each([
    ["the site can't be reached", { BLOG_READ_URL: "http://127.0.0.1:9" }, "be reached"],
    [
      "the site has no page for it",
      { BLOG_READ_URL: `${new URL(env.BLOG_READ_URL).origin}/none` },
      "answered 404",
    ],
  ])("shows the text alone when %s, and says so", async (_when, over, why) => {
    const { status, headers, html } = await shown(await draft.link(), over);
    expect(status).toBe(200);
    expect(html).toContain("<strong>lever</strong>");
    expect(html).toContain("this is the text alone");
    expect(html).toContain(why);
    expect(html).not.toMatch(/<script|<img/);
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/);
  });

  it("is shown to nobody who has made up, cut or changed an address", async () => {
    const path = await draft.link();
    const [id = "", expires = "", mark = ""] = path.slice("/preview/".length).split(".");
    const other = (await (await aDraft()).link()).slice("/preview/".length).split(".")[0] ?? "";
    const later = (Number.parseInt(expires, 36) + hour).toString(36);
    for (const token of [
      "x",
      id,
      `${id}.${expires}.${mark.slice(1)}A`,
      `${id}.${later}.${mark}`,
      `${other}.${expires}.${mark}`,
      `_____.${expires}.${mark}`,
      `%00.${expires}.${mark}`,
    ]) {
      const { status, html } = await shown(`/preview/${token}`);
      expect([token, status]).toEqual([token, 404]);
      expect(html).toContain("There is no such preview");
      expect(html).not.toContain(draft.slug);
    }
    // Another installation's key opens nothing; ours, being replaced, still does.
    const next = btoa(String.fromCharCode(...new Uint8Array(32).fill(7)));
    expect((await shown(path, { TOKEN_KEY: next })).status).toBe(404);
    expect((await shown(path, { TOKEN_KEY: next, TOKEN_KEY_OLD: env.TOKEN_KEY })).status).toBe(200);
  });

  it("ends with its hours, and with a decision against it", async () => {
    const late = await shown(await draft.link(Date.now() - 24 * hour));
    expect([late.status, late.html]).toEqual([410, expect.stringContaining("This link has expired")]);
    expect(late.html).toContain(`/inbox/${encodeURIComponent(draft.approval.id)}`);
    expect((await shown(await draft.link(Date.now() - 23 * hour))).status).toBe(200);
    const { digest } = draft.action;
    await decide(spine, {
      approvalId: draft.approval.id,
      by: "maya",
      digest,
      decision: "rejected",
      reason: "no",
      channel: "slack",
    });
    const ended = await shown(await draft.link());
    expect([ended.status, ended.html]).toEqual([410, expect.stringContaining("It was decided against.")]);
    expect(ended.html).not.toContain("lever");
  });

  it("is found in the inbox by who may decide, and by nobody else", async () => {
    const { approval } = await aDraft();
    const urlFor = async (token: string): Promise<string | null> => {
      const answer = await api(`/api/approvals/${approval.id}`, { authorization: `Bearer ${token}` });
      return z.object({ action: z.object({ previewUrl: z.string().nullable() }) }).parse(await answer.json())
        .action.previewUrl;
    };
    expect(await urlFor("viewer-token")).toBeNull();
    expect((await shown(pathOf(await urlFor("approver-token")))).status).toBe(200);
    expect(await previewLink(spine, { ...(await aDraft()).action, kind: "slack_report" }, 0)).toBeNull();
  });
});
