const blocks: ReadonlySet<string> = new Set([
  "paragraph",
  "heading",
  "codeBlock",
  "blockquote",
  "listItem",
  "tableRow",
  "panel",
  "rule",
]);

/** The words of a document; a text that is none already is itself. Blocks begin a line of their own. */
export function adfToText(value: unknown): string {
  return typeof value === "string"
    ? value
    : wordsIn(value)
        .replaceAll(/\n{3,}/g, "\n\n")
        .trim();
}

/** How deep a document is read; people's have some thirty levels. */
const deepest = 200;

function wordsIn(node: unknown, depth = 0): string {
  if (typeof node !== "object" || node === null || depth > deepest) return "";
  const type = "type" in node && typeof node.type === "string" ? node.type : "";
  if (type === "hardBreak") return "\n";
  if (type === "text") return "text" in node && typeof node.text === "string" ? node.text : "";
  if (type === "mention" || type === "emoji" || type === "inlineCard" || type === "date")
    return "attrs" in node ? attributeText(node.attrs) : "";
  const content = "content" in node && Array.isArray(node.content) ? node.content : [];
  const words = content.map((one) => wordsIn(one, depth + 1)).join("");
  return blocks.has(type) ? `${words.replace(/\n+$/, "")}\n` : words;
}

function attributeText(attributes: unknown): string {
  if (typeof attributes !== "object" || attributes === null) return "";
  for (const value of [
    "text" in attributes && attributes.text,
    "shortName" in attributes && attributes.shortName,
    "url" in attributes && attributes.url,
  ])
    if (typeof value === "string") return value;
  return "";
}

/** The addresses that a document leads to, in their order. */
export function linksIn(node: unknown, depth = 0): string[] {
  if (typeof node !== "object" || node === null || depth > deepest) return [];
  const marks = "marks" in node && Array.isArray(node.marks) ? node.marks : [];
  const content = "content" in node && Array.isArray(node.content) ? node.content : [];
  const own = marks.flatMap((mark: unknown) =>
    typeof mark === "object" && mark !== null && "attrs" in mark ? addressIn(mark.attrs) : [],
  );
  const card = "attrs" in node ? addressIn(node.attrs) : [];
  return [...own, ...card, ...content.flatMap((one) => linksIn(one, depth + 1))];
}

function addressIn(attributes: unknown): string[] {
  if (typeof attributes !== "object" || attributes === null) return [];
  return ["href" in attributes && attributes.href, "url" in attributes && attributes.url].filter(
    (one) => typeof one === "string",
  );
}
