import rehypeSanitize from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(rehypeSanitize)
  .use(rehypeStringify);

/**
 * Markdown as HTML that is safe to show: raw HTML is left out, and only harmless elements and links pass. What is nested too
 * deeply to be rendered is shown as it was written: one text never keeps others from being shown.
 */
export async function toHtml(markdown: string): Promise<string> {
  try {
    return String(await processor.process(markdown));
  } catch (error) {
    console.warn(`a text can't be rendered and is shown as it was written: ${String(error)}`);
    return `<pre>${markdown.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</pre>`;
  }
}
