import { z } from "zod";

const segmenter = new Intl.Segmenter();
const graphemes = (text: string): number => [...segmenter.segment(text)].length;
const bytes = (text: string): number => Buffer.byteLength(text);

/** A string within a lexicon's limits. */
const words = (path: string, mostBytes: number, mostGraphemes: number) =>
  z.string().superRefine((text, context) => {
    if (bytes(text) > mostBytes) context.addIssue(`${path} must not be longer than ${mostBytes} bytes`);
    if (graphemes(text) > mostGraphemes)
      context.addIssue(`${path} must not be longer than ${mostGraphemes} graphemes`);
  });

const did = z.string().regex(/^did:[a-z]+:[\w.:%-]+$/);
const uri = z.string().regex(/^\w[\w+.-]*:\S+$/);
const feature = z.discriminatedUnion("$type", [
  z.strictObject({ $type: z.literal("app.bsky.richtext.facet#link"), uri }),
  z.strictObject({ $type: z.literal("app.bsky.richtext.facet#mention"), did }),
  z.strictObject({ $type: z.literal("app.bsky.richtext.facet#tag"), tag: words("tag", 640, 64) }),
]);
const offset = z.number().int().nonnegative();
const facet = z.strictObject({
  index: z.strictObject({ byteStart: offset, byteEnd: offset }),
  features: z.array(feature).min(1),
});
export type Facet = z.infer<typeof facet>;

export const blobForm = z.strictObject({
  $type: z.literal("blob"),
  ref: z.strictObject({ $link: z.string() }),
  mimeType: z.string().regex(/^image\//),
  size: z.number().int().max(1_000_000),
});

const external = z.strictObject({
  uri,
  title: z.string(),
  description: z.string(),
  thumb: blobForm.optional(),
});

/** `app.bsky.feed.post`, as far as it is written here. What real servers let pass as a facet that points nowhere is refused too. */
export const postForm = z
  .strictObject({
    $type: z.literal("app.bsky.feed.post"),
    text: words("Record/text", 3000, 300),
    facets: z.array(facet).optional(),
    embed: z.strictObject({ $type: z.literal("app.bsky.embed.external"), external }).optional(),
    langs: z.array(z.string()).max(3).optional(),
    createdAt: z.iso.datetime({ offset: true }),
  })
  .superRefine(({ text, facets = [] }, context) => {
    for (const problem of facetProblems(text, facets)) context.addIssue(problem);
  });
export type PostForm = z.infer<typeof postForm>;

/** What is wrong with where facets point. */
function facetProblems(text: string, facets: readonly Facet[]): string[] {
  const all = Buffer.from(text);
  const isBoundary = (at: number): boolean => ((all[at] ?? 0) & 0xc0) !== 0x80;
  const sorted = facets.map(({ index }) => index).toSorted((a, b) => a.byteStart - b.byteStart);
  return sorted.flatMap(({ byteStart, byteEnd }, n) => {
    if (byteStart >= byteEnd || byteEnd > all.length)
      return [`Record/facets point at ${byteStart} to ${byteEnd} of ${all.length} bytes`];
    if (!isBoundary(byteStart) || !isBoundary(byteEnd))
      return [`Record/facets split a character at ${byteStart} to ${byteEnd}`];
    return byteStart < (sorted[n - 1]?.byteEnd ?? 0) ? [`Record/facets overlap at ${byteStart}`] : [];
  });
}
