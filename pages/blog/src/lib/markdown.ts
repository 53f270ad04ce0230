import type { Root } from "hast";
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

/** What is longer is read by nobody, and would keep a build busy. */
const longest = 200_000;
/** A page walks a text by recursion; people nest some ten levels. */
const deepest = 100;

/**
 * Markdown as HTML that is safe to show: raw HTML is left out, and only harmless elements and links pass. What is too long, or
 * nested too deeply to be rendered, is shown as it was written: one text never keeps others from being shown.
 * `finish` changes what passed: it comes after the sanitiser, so what it adds is trusted.
 */
export async function toHtml(
  markdown: string,
  finish?: (tree: Root) => void | Promise<void>,
): Promise<string> {
  try {
    if (markdown.length > longest) throw new Error(`it has more than ${longest} characters`);
    const tree = processor.parse(markdown);
    if (isDeeperThan(tree, deepest)) throw new Error(`it is nested more than ${deepest} levels deep`);
    const html = await processor.run(tree);
    await finish?.(html);
    return processor.stringify(html);
  } catch (error) {
    console.warn(`a text can't be rendered and is shown as it was written: ${String(error)}`);
    return `<pre>${markdown.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</pre>`;
  }
}

/** Level by level, without recursion. */
function isDeeperThan(root: object, most: number): boolean {
  let level: object[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true;
    level = level.flatMap((node): object[] =>
      "children" in node && Array.isArray(node.children) ? node.children : [],
    );
  }
  return false;
}
