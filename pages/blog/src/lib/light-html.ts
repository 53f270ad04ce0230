import { micromark, type Options } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

/** What is longer is read by nobody. */
const longest = 200_000;

/** Raw HTML is left out, as the site's sanitiser does; by itself micromark would show it as text. */
const options: Options = {
  extensions: [gfm()],
  htmlExtensions: [gfmHtml(), { exit: { htmlFlowData: leftOut, htmlTextData: leftOut } }],
};

function leftOut(): undefined {
  return undefined;
}

/** As micromark writes a picture: what stands in attributes is escaped, and nothing else in its text begins with `<img `. */
const picture = /<img src="([^"]*)" alt="([^"]*)"(?: title="[^"]*")? \/>/g;
const link = /<a href="([^"#][^"]*)"/g;

/**
 * Markdown as safe HTML by the parser that the site has, without its way over trees: half the code, for where that has to be loaded at
 * every start. The same words and elements as `toHtml` gives, with each picture as a link to it. `page` is the address that the text will have, which its
 * own links start from.
 */
export function lightHtml(markdown: string, page: string): string {
  if (markdown.length > longest) return `<pre>${escapeHtml(markdown)}</pre>`;
  return micromark(markdown, options)
    .replaceAll(picture, (_whole, src: string, alt: string) => `<a href="${src}">${alt || "Picture"}</a>`)
    .replaceAll(/<a href=""/g, "<a")
    .replaceAll(link, (whole, href: string) => {
      const url = URL.parse(href.replaceAll("&amp;", "&"), page);
      return url === null ? whole : `<a href="${escapeHtml(url.href)}"`;
    });
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as it may stand in HTML, in attributes too. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (one) => entities[one] ?? one);
}
