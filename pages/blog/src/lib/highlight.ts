import type { Element, Root } from "hast";
import { bundledLanguages, createCssVariablesTheme, codeToHast } from "shiki";
import { visit } from "unist-util-visit";

/** Colours are classes that the site's stylesheet knows: no style stands in a page, and light and dark need no second set. */
const theme = createCssVariablesTheme({ name: "classes", variablePrefix: "--code-" });
/** Longer code is shown plainly: reading it costs more than its colours help. */
const longest = 20_000;
/** Milliseconds for a line. A busy machine needs more than shiki allows by itself, which would colour half of a line. */
const lineTakes = 10_000;

/** Colours the code blocks whose language is known. For text that has been sanitised. */
export async function highlight(tree: Root): Promise<void> {
  const found: { code: Element; language: string }[] = [];
  visit(tree, "element", (node) => {
    const [code] = node.children;
    if (node.tagName !== "pre" || code?.type !== "element" || code.tagName !== "code") return;
    // A long line scrolls, and who has only a keyboard scrolls it too.
    node.properties["tabIndex"] = 0;
    const language = languageOf(code);
    if (language !== null) found.push({ code, language });
  });
  for (const { code, language } of found) {
    const [text] = code.children;
    if (text?.type !== "text" || text.value.length > longest) continue;
    const coloured = await codeToHast(text.value.replace(/\n$/, ""), {
      lang: language,
      theme,
      tokenizeTimeLimit: lineTakes,
    });
    visit(coloured, "element", (node) => {
      if (node.tagName !== "code") return;
      visit(node, "element", toClass);
      code.children = node.children;
    });
  }
}

function languageOf(code: Element): string | null {
  const classes = code.properties["className"];
  const name = Array.isArray(classes)
    ? classes
        .flatMap((one) => (typeof one === "string" ? (/^language-(.+)$/.exec(one)?.[1] ?? []) : []))[0]
        ?.toLowerCase()
    : undefined;
  return name !== undefined && Object.hasOwn(bundledLanguages, name) ? name : null;
}

function toClass(node: Element): void {
  const { style } = node.properties;
  const name = typeof style === "string" ? /--code-(?:token-)?([a-z-]+)/.exec(style)?.[1] : undefined;
  node.properties = name === undefined || name === "foreground" ? {} : { className: [`code-${name}`] };
}
