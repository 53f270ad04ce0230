import { expect, it } from "vitest";
import { z } from "zod";
import { campaign } from "../../../../shared/jobs/editorial/kinds/campaign/campaign.ts";
import { aTask, proposeOne, spine, unique } from "../../support/spine.ts";

const seen = z.array(
  z.object({
    step: z.string(),
    payload: z.object({ slug: z.string().optional(), link: z.string().nullish() }),
  }),
);

it("keeps the address of its blog post in newer versions, since approved posts point there", async () => {
  const taskId = await aTask({ id: unique("editorial"), kind: "campaign" });
  const brief = campaign.brief.parse({
    topic: "Exports",
    audience: null,
    tone: null,
    keyPoints: [],
    link: null,
    times: [],
    pieces: ["blog", "bluesky"],
    recipients: [],
  });
  const version = async (slug: string) => {
    const blog = { title: slug, slug, summary: "It is new.", tags: ["a"], markdown: "## New\n\nIt is new." };
    const draft = {
      blog,
      bluesky: `${slug} is out`,
      linkedin: null,
      threads: null,
      mail: null,
      gist: null,
    };
    const commission = { taskId, project: "default", brief, channel: null, said: "" };
    const made = seen.parse(await campaign.pieces(spine, draft, commission));
    const post = made.find(({ step }) => step === "publish")?.payload.slug;
    return { post, link: made.find(({ step }) => step === "bluesky")?.payload.link };
  };
  const [first, second] = [unique("first"), unique("second")];
  const before = await version(first);
  expect(before.post).toBe(first);
  expect(before.link).toMatch(new RegExp(`/posts/${first}/$`));
  const words = {
    title: first,
    slug: first,
    summary: "s",
    tags: ["a"],
    markdown: "m",
    words: 1,
    author: "us",
  };
  await proposeOne({ kind: "blog_publish", payload: words, taskId });
  expect(await version(second)).toEqual(before);
});
