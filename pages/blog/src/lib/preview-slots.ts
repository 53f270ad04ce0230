import { escapeHtml, lightHtml } from "./light-html.ts";
import { longDate, readingMinutes, slugOf } from "./wording.ts";

const prefix = "signalbox-slot-";

/** Where the page of a preview takes what a post says. Letters and hyphens only: no text, attribute or address changes them. */
export const previewSlots = {
  title: `${prefix}title`,
  summary: `${prefix}summary`,
  author: `${prefix}author`,
  datetime: `${prefix}datetime`,
  date: `${prefix}date`,
  minutes: `${prefix}minutes`,
  html: `${prefix}html`,
  tags: `${prefix}tags`,
  digest: `${prefix}digest`,
  canonical: `${prefix}canonical`,
  notice: `${prefix}notice`,
} as const;

/** The path, below the site's root, of the page that `fillPreview` fills. */
export const previewTemplatePath = "/preview-template/";

export interface PreviewedPost {
  title: string;
  summary: string;
  author: string;
  publishedAt: Date;
  words: number;
  tags: readonly string[];
  markdown: string;
  digest: string;
  /** The address that the post will have. */
  canonical: string;
  /** Who sees this and how long: "Ada's draft, shown until 28 November 12:00 UTC". */
  notice: string;
}

/**
 * A post as the site would show it: `template` is what the site answers at `previewTemplatePath`, `site` its root. Everything
 * is escaped, the markdown sanitised, no picture is loaded from elsewhere, and code has no colours. The page's own styles and links
 * point to `site`, so whoever serves it allows `style-src` and `font-src` from there.
 * @throws Error when `template` isn't the page that is meant to be filled.
 */
export function fillPreview(template: string, site: string, post: PreviewedPost): string {
  for (const name of ["title", "html", "notice"] as const)
    if (!template.includes(previewSlots[name]))
      throw new Error(
        `${site}${previewTemplatePath} is no page for previews: it has no ${previewSlots[name]}`,
      );
  const root = escapeHtml(new URL(site).href.replace(/\/$/, ""));
  const language = /<html[^>]* lang="?([a-zA-Z-]+)/.exec(template)?.[1] ?? "en";
  const fillings: Record<keyof typeof previewSlots, string> = {
    title: escapeHtml(post.title),
    summary: escapeHtml(post.summary),
    author: escapeHtml(post.author),
    datetime: post.publishedAt.toISOString(),
    date: escapeHtml(longDate(post.publishedAt, language)),
    minutes: String(readingMinutes(post.words)),
    html: lightHtml(post.markdown, post.canonical),
    tags: post.tags.map((tag) => tagItem(root, tag)).join(""),
    digest: escapeHtml(post.digest),
    canonical: escapeHtml(post.canonical),
    notice: escapeHtml(post.notice),
  };
  // In one pass: what a post says is never taken for a slot.
  return template
    .replaceAll(/\b(href|src)="?\/(?!\/)/g, (found) => found.replace(/\/$/, `${root}/`))
    .replaceAll(/signalbox-slot-([a-z]+)/g, (found, name: string) => (isSlot(name) ? fillings[name] : found));
}

const isSlot = (name: string): name is keyof typeof previewSlots => Object.hasOwn(previewSlots, name);

/** A tag in the list below a post, as HTML. `root` is where the site is, without a slash at its end. */
export function tagItem(root: string, tag: string): string {
  const slug = slugOf(tag);
  return slug === null
    ? ""
    : `<li><a href="${root}/tags/${encodeURIComponent(slug)}/">${escapeHtml(tag)}</a></li>`;
}
