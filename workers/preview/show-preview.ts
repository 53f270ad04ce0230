import type { Context } from "hono";
import { lightHtml } from "@signalbox/blog/light-html";
import { fillPreview, previewTemplatePath } from "@signalbox/blog/preview-slots";
import { askedAction } from "../../shared/db/approvals.ts";
import type { ApprovalStatus } from "../../shared/domain/approval.ts";
import { readPage } from "../../shared/integrations/web/read-page.ts";
import { isPreviewOf, readPreviewToken } from "../../shared/jobs/editorial/preview/preview-link.ts";
import { openSpine } from "../../shared/jobs/open-spine.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import { describeError } from "../../shared/platform/errors.ts";
import { log } from "../../shared/platform/log.ts";
import { postOfTask } from "../../shared/db/posts.ts";
import type { SitePage } from "../../shared/spine/action-kind.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { addressOf, withinLimit } from "../rate-limit.ts";
import { plainPage, plainStyleSource } from "./plain-page.ts";

type Found = NonNullable<Awaited<ReturnType<typeof askedAction>>>;

/** `GET /preview/:token`: a draft on the site as it would be, for whoever has the link, as long as it may become that. */
export async function showPreview(c: Context<{ Bindings: Env }>): Promise<Response> {
  await withinLimit(c.env, "CALLER_LIMIT", `preview:${addressOf(c.req.raw.headers)}`);
  const spine = await openSpine(c.env);
  const token = readPreviewToken(c.req.param("token") ?? "");
  const found = token === null ? undefined : await askedAction(spine.db, token.actionId);
  const isOurs = token !== null && found !== undefined && (await isPreviewOf(spine, token, found.action));
  const page = isOurs ? spine.kinds(found.action.kind)?.page?.(JSON.parse(found.action.payload)) : null;
  if (!isOurs || !page)
    return answer(404, {
      title: "There is no such preview",
      notes: [
        "The address is not whole, or what it showed is no longer kept. Open it again from the message that asks about the draft, or from the dashboard’s inbox.",
      ],
      link: { words: "To the inbox", url: dashboardLink(spine.settings, "/inbox") },
    });
  const ended = whyEnded(found);
  if (ended !== null)
    return answer(410, {
      title: "This draft is no longer shown",
      notes: [ended],
      link: {
        words: "What became of it",
        url: dashboardLink(spine.settings, `/tasks/${encodeURIComponent(found.action.taskId)}`),
      },
    });
  if (spine.now() >= token.expiresAt)
    return answer(410, {
      title: "This link has expired",
      notes: [
        "Links to drafts hold for a while only. The draft still waits: its page on the dashboard has a new link.",
      ],
      link: {
        words: "Open it in the inbox",
        url: dashboardLink(spine.settings, `/inbox/${encodeURIComponent(found.approval.id)}`),
      },
    });
  return show(spine, found, page, token.expiresAt);
}

/** Why a draft isn't shown any more; null: it may still become what it shows. */
function whyEnded({ approval, effect }: Found): string | null {
  if (effect === "applied") return "It is published.";
  const { status } = approval;
  return status === "pending" || status === "approved" || status === "released" ? null : endings[status];
}

const endings: Record<Exclude<ApprovalStatus, "pending" | "approved" | "released">, string> = {
  rejected: "It was decided against.",
  revised: "Another version was asked for; that has a link of its own.",
  superseded: "A newer version has taken its place, which has a link of its own.",
  expired: "Nobody decided in time.",
  withdrawn: "Its task has ended without it.",
};

async function show(spine: Spine, { action }: Found, page: SitePage, expiresAt: number): Promise<Response> {
  const { BLOG_READ_URL, BLOG_URL } = spine.settings;
  const site = withSlash(BLOG_READ_URL ?? BLOG_URL);
  const until = `${new Date(expiresAt).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const notice = `A draft of ${action.project}, version ${action.revision}: not published. Whoever has this address sees it until ${until}.`;
  const canonical = new URL(page.path, withSlash(BLOG_URL)).href;
  const template = await readPage(spine, new URL(previewTemplatePath.slice(1), site).href);
  let why = template.kind === "read" ? null : template.why;
  if (template.kind === "read")
    try {
      const { by } = page;
      const stands = "post" in by ? await postOfTask(spine.db, by.post) : null;
      const publishedAt = new Date(stands?.publishedAt ?? Math.max(action.dueAt ?? 0, spine.now()));
      const html = fillPreview(template.html, site, {
        ...page,
        author: "author" in by ? by.author : (stands?.author ?? ""),
        publishedAt,
        digest: action.digest,
        canonical,
        notice,
      });
      const { origin } = new URL(site);
      return respond(200, html, `style-src ${origin}; font-src ${origin}; img-src ${origin}`);
    } catch (error) {
      why = describeError(error);
    }
  log.warn("preview.plain", { taskId: action.taskId, reason: why ?? "" });
  return answer(200, {
    title: page.title,
    notes: [notice, `The site’s own page can’t be had at the moment, so this is the text alone (${why}).`],
    html: `<p><em>${lightHtml(page.summary, canonical).replaceAll(/^<p>|<\/p>$/g, "")}</em></p>${lightHtml(page.markdown, canonical)}`,
  });
}

async function answer(status: 200 | 404 | 410, page: Parameters<typeof plainPage>[0]): Promise<Response> {
  return respond(status, plainPage(page), `style-src ${await plainStyleSource()}`);
}

/** Nothing runs in it, nobody keeps it, and it tells no other site where it was. */
function respond(status: number, html: string, sources: string): Response {
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; ${sources}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex, nofollow",
      "permissions-policy": "camera=(), microphone=(), geolocation=()",
    },
  });
}

function withSlash(address: string): string {
  return address.endsWith("/") ? address : `${address}/`;
}
