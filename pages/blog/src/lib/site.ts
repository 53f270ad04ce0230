import { fetchPosts, type Post } from "./posts.ts";

/** What the blog is called; settings of the build. */
export const site = {
  title: process.env["BLOG_TITLE"] ?? "Signalbox blog",
  description:
    process.env["BLOG_DESCRIPTION"] ??
    "Notes from a team that lets a crew of machines work and keeps the levers in people's hands.",
} as const;

let loaded: Promise<Post[]> | undefined;

/** The posts, fetched once a build. */
export async function allPosts(): Promise<Post[]> {
  loaded ??= fetchPosts(process.env["SIGNALBOX_API_URL"]);
  return loaded;
}

const dates = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

export function longDate(date: Date): string {
  return dates.format(date);
}

const wordsAMinute = 220;

export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / wordsAMinute));
}

export function tagSlug(tag: string): string {
  return tag
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
