import { z } from "zod";

export interface AdfNode {
  type: string;
  text?: string | undefined;
  marks?: { type: string }[] | undefined;
  content?: AdfNode[] | undefined;
  attrs?: { order?: number | undefined } | undefined;
}

/** What Jira takes of a document; it answers 400 to a node that it doesn't know. */
const nodeTypes = new Set(
  "blockquote bulletList codeBlock date emoji expand hardBreak heading inlineCard listItem media mediaGroup mediaSingle mention nestedExpand orderedList panel paragraph rule status table tableCell tableHeader tableRow taskItem taskList text".split(
    " ",
  ),
);
const markTypes = new Set(
  "backgroundColor border code em link strike strong subsup textColor underline".split(" "),
);
/** Characters of a text, and of a comment. */
const longest = 32_767;

const node: z.ZodType<AdfNode> = z.lazy(() =>
  z
    .looseObject({
      type: z.string().refine((type) => nodeTypes.has(type), "INVALID_INPUT: an unknown node"),
      marks: z
        .array(
          z.looseObject({
            type: z.string().refine((type) => markTypes.has(type), "INVALID_INPUT: an unknown mark"),
          }),
        )
        .optional(),
      text: z.string().min(1).optional(),
      content: z.array(node).optional(),
      attrs: z.looseObject({ order: z.number().int().optional() }).optional(),
    })
    .refine((one) => (one.type === "text") === (one.text !== undefined), "text belongs to text nodes"),
);

/** A document in the Atlassian Document Format, as far as its frame goes. */
export const adf: z.ZodType<Adf> = z
  .strictObject({ version: z.literal(1), type: z.literal("doc"), content: z.array(node) })
  .refine(
    (document) => plainText(document).length <= longest,
    `The entered text is too long. It exceeds the allowed limit of ${longest.toLocaleString("en")} characters.`,
  );
export interface Adf {
  version: 1;
  type: "doc";
  content: AdfNode[];
}

/** A document's words, for people: a blank line after each of its blocks. */
export function plainText(document: Adf): string {
  return document.content.map(wordsOf).join("\n\n");
}

function wordsOf(one: AdfNode): string {
  if (one.type === "hardBreak") return "\n";
  const parts = (one.content ?? []).map(wordsOf);
  if (one.type === "bulletList") return parts.map((part) => `- ${part}`).join("\n");
  if (one.type === "orderedList") {
    const first = one.attrs?.order ?? 1;
    return parts.map((part, place) => `${first + place}. ${part}`).join("\n");
  }
  return one.text ?? parts.join("");
}
