import { z } from "zod";
import { postUrl } from "../../../../actions/blog-stand.ts";
import { lastingSlug } from "../../../../db/posts.ts";
import type { Spine } from "../../../../spine/context.ts";
import { briefFields } from "../../brief-fields.ts";
import { faithfully, material } from "../../draft-prompt.ts";
import type { EditorialKind } from "../../kind.ts";
import { blog } from "../../outlets/blog.ts";
import { blogPart } from "../../parts/blog.ts";
import { gistPart } from "../../parts/gist.ts";
import { mailPart } from "../../parts/mail.ts";
import { postParts } from "../../parts/posts.ts";
import { type SeveralDraft, severalOf } from "../../parts/several.ts";
import { publicationTime } from "../../publication-time.ts";
import { draftSchema } from "../blog-post/draft.ts";
import { piecesField, recipientsField, recipientsOf, wantedPieces } from "./wanted.ts";

const { topic, audience, tone, keyPoints, link, times } = briefFields;
const brief = z.object({
  topic,
  audience,
  tone,
  keyPoints,
  link,
  times,
  pieces: piecesField,
  recipients: recipientsField,
});
const parts = severalOf([blogPart, ...postParts, mailPart, gistPart]);

const pointing = new Set(postParts.flatMap(({ outlets }) => outlets.map(({ step }) => step)));

/** Several texts from one brief, each in the form and within the limits of where it goes, each at its time. */
export const campaign: EditorialKind<typeof brief, SeveralDraft> = {
  kind: "campaign",
  desk: "content",
  meaning:
    "a campaign: several texts for one launch from one brief, such as a blog post with posts, a mail and a gist",
  cues: [
    "launch campaign for the new exports",
    "announce it everywhere: blog, all networks and a mail",
    "blog on Monday 9:00 and posts at 10:00",
  ],
  orderedAs: /(?:(?:launch |marketing )?campaign|kampagne)/,
  words: {
    noun: "campaign",
    plural: "campaigns",
    begun: "a campaign for",
    it: "the campaign",
    done: "published",
  },
  brief,
  example: {
    topic: "calm releases",
    audience: "platform engineers",
    tone: null,
    keyPoints: ["A release can be taken back", "Small steps are easier to read"],
    link: null,
    times: [
      { what: "blog", day: "monday", time: "09:00" },
      { what: "posts", day: null, time: "10:00" },
    ],
    pieces: [],
    recipients: ["readers@signalbox.example"],
  },
  titleOf: (known) => known.topic,
  rubric: [
    { name: "topic", ask: "What is the campaign for?", isPresent: (known) => Boolean(known.topic?.trim()) },
    {
      name: "recipients",
      ask: 'To whom does the mail go? Give addresses, or say "stakeholders".',
      isPresent: (known) => !known.pieces.includes("mail") || known.recipients.length > 0,
    },
  ],
  system: `You write campaigns for a software team: one thing that is new, told in several places. ${material}

Write what the brief's pieces ask for; all of it where they name none. Each text stands alone and is written for where it goes: the
blog post tells it whole, the posts say one thing each in words of their own, the mail tells readers what it means for them, the
gist shows it in code. The address of the blog post is shown beside each post, so no text needs it. Posts and mail are plain text.
${faithfully}`,
  schema: parts.schema,
  maxTokens: 14_000,
  problems: (draft, known, source) =>
    parts.problems(draft, wantedPieces(known), [known.link, known.topic, ...known.keyPoints, source]),
  outlets: parts.outlets,
  pieces: async (spine, draft, commission) => {
    const { taskId, project, brief: known } = commission;
    const recipients = recipientsOf(spine.settings.RULES, { project, named: known.recipients });
    // Nobody has said to whom a mail would go, and nobody has asked for one.
    const sent = recipients.length === 0 && known.pieces.length === 0 ? { ...draft, mail: null } : draft;
    const post = await withAddress(spine, draft["blog"], taskId);
    const own = known.link === null && post !== null ? postUrl(spine.settings.BLOG_URL, post.slug) : null;
    const target = known.link ?? own;
    const made = await parts.pieces(post === null ? sent : { ...sent, blog: post }, async (name) => ({
      spine,
      taskId,
      project,
      link: target,
      recipients,
      publishAt: await publicationTime(spine, commission, name),
    }));
    // A post whose card leads to our own post would lead nowhere before that is out.
    return own === null
      ? made
      : made.map((one) => (pointing.has(one.step) ? { ...one, after: blog.step } : one));
  },
  textOf: parts.textOf,
  outline: (draft, steps) => {
    const isMailed = mailPart.outlets.some(({ step }) => steps.includes(step));
    const written = parts.namesIn(draft);
    const names = written.filter((name) => name !== "mail" || isMailed);
    const [title = "Campaign"] = parts.textOf(draft).split("\n").slice(1);
    return {
      title: title.slice(0, 120),
      size: `${names.join(", ")}${names.length < written.length ? "; no mail, as nobody is named to send it to" : ""}`,
      data: { pieces: names },
    };
  },
};

/**
 * The campaign's blog post with the address under which people first saw it, so that no newer version of it leaves approved posts pointing
 * at nothing; null: it has none.
 */
async function withAddress(spine: Spine, post: unknown, taskId: string) {
  const { success, data } = draftSchema.safeParse(post);
  return success ? { ...data, slug: await lastingSlug(spine.db, data.slug, taskId) } : null;
}
