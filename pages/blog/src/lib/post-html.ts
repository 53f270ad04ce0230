import { highlight } from "./highlight.ts";
import { toHtml } from "./markdown.ts";
import { PostImages } from "./post-images.ts";
import type { Post } from "./posts.ts";
import { content, siteUrl } from "./site.ts";

const images = new PostImages(process.env["SIGNALBOX_API_URL"]);
const rendered = new Map<string, Promise<string>>();

/** A post's text as the site shows it; rendered once a build. */
export async function postHtml(post: Post): Promise<string> {
  const html =
    rendered.get(post.slug) ??
    toHtml(post.markdown, async (tree) => {
      await highlight(tree);
      await images.localise(tree, post.digest);
    });
  rendered.set(post.slug, html);
  return html;
}

/** The same for readers elsewhere: its addresses are whole. */
export async function feedHtml(post: Post): Promise<string> {
  return (await postHtml(post)).replaceAll(/ (href|src|srcset)="\/(?!\/)/g, ` $1="${siteUrl}/`);
}

/** A page of the site itself, in markdown. */
export async function pageHtml(markdown: string): Promise<string> {
  return toHtml(markdown, highlight);
}

/** All pictures that posts show, as files of this site. */
export async function imageFiles(): ReturnType<PostImages["files"]> {
  await Promise.all((await content()).posts.map(postHtml));
  return images.files();
}
