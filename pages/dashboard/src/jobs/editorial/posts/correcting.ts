import type { BlogCorrection } from "../../../../../../shared/actions/blog-correct.ts";
import type { WholePost } from "./post-views.ts";

/** A correction as it stands on its form. */
export interface Correcting {
  title: string;
  summary: string;
  markdown: string;
  /** With commas between them. */
  tags: string;
  series: string;
  slug: string;
  note: string;
}

/** The form of a post of which nothing is changed yet. */
export function correctingOf({ title, summary, markdown, tags, series, slug }: WholePost): Correcting {
  return { title, summary, markdown, tags: tags.join(", "), series: series ?? "", slug, note: "" };
}

/** What a post says. */
export function textOf({ title, summary, tags, series, markdown }: WholePost): BlogCorrection["was"] {
  return { title, summary, tags, series, markdown };
}

/** What is asked for: the version that was seen, and what is to become of it. What was left alone stays to the letter. */
export function correctionOf(seen: WholePost, fields: Correcting): BlogCorrection {
  const before = correctingOf(seen);
  const slug = fields.slug.trim();
  const series = fields.series.trim();
  return {
    post: seen.task,
    slug: seen.slug,
    base: seen.digest,
    was: textOf(seen),
    title: fields.title,
    summary: fields.summary,
    markdown: fields.markdown,
    tags:
      fields.tags === before.tags
        ? seen.tags
        : fields.tags.split(",").flatMap((tag) => (tag.trim() === "" ? [] : [tag.trim()])),
    series: series === "" ? null : series,
    newSlug: slug === seen.slug ? null : slug,
    note: fields.note.trim(),
  };
}
