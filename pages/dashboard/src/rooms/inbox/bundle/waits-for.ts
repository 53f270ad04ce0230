import { z } from "zod";
import { type BundleItem, piecesOf } from "./bundle-items.ts";

const pointing = z.object({ link: z.string().nullable() });
const post = z.object({ slug: z.string() });

/** Whether a piece's card leads to the blog post that is asked about beside it: it goes out once that is out, and else not at all. */
export function waitsForBlog(piece: BundleItem, items: readonly BundleItem[]): boolean {
  const link = pointing.safeParse(piece.payload).data?.link ?? null;
  if (link === null) return false;
  return piecesOf(items).some((other) => {
    const slug = other.kind === "blog_publish" ? post.safeParse(other.payload).data?.slug : undefined;
    return slug !== undefined && new URL(link).pathname.split("/").includes(slug);
  });
}
