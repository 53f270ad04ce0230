import type { Answer } from "../../../api/types.ts";

type Posts = Answer<"GET /api/posts">;
export type PostHead = Posts["posts"][number];
export type VersionView = Posts["withdrawn"][number];
export type PostHistory = Answer<"GET /api/posts/{task}/versions">;
export type WholePost = NonNullable<PostHistory["post"]>;

/** The address of a post's room. */
export function roomOf(task: string, what: "" | "/correct" = ""): string {
  return `/posts/${encodeURIComponent(task)}${what}`;
}

/** What happened to a post. */
export const versionWords: Record<VersionView["kind"], string> = {
  published: "published",
  corrected: "corrected",
  withdrawn: "withdrawn",
};
