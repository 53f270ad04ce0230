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
 */
export async function toHtml(markdown: string): Promise<string> {
  try {
    if (markdown.length > longest) throw new Error(`it has more than ${longest} characters`);
    const tree = processor.parse(markdown);
    if (isDeeperThan(tree, deepest)) throw new Error(`it is nested more than ${deepest} levels deep`);
    return processor.stringify(await processor.run(tree));
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
