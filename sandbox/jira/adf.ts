import { z } from "zod";

export interface AdfNode {
  type: string;
  text?: string | undefined;
  content?: AdfNode[] | undefined;
  attrs?: { order?: number | undefined } | undefined;
}

const node: z.ZodType<AdfNode> = z.lazy(() =>
  z
    .looseObject({
      type: z.string().min(1),
      text: z.string().min(1).optional(),
      content: z.array(node).optional(),
      attrs: z.looseObject({ order: z.number().int().optional() }).optional(),
    })
    .refine((one) => (one.type === "text") === (one.text !== undefined), "text belongs to text nodes"),
);

/** A document in the Atlassian Document Format, as far as its frame goes. */
export const adf = z.strictObject({ version: z.literal(1), type: z.literal("doc"), content: z.array(node) });
export type Adf = z.infer<typeof adf>;

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
