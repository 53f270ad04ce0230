import { blogPublish, type PublishedPost } from "../../shared/actions/blog-publish.ts";
import { blogRebuild } from "../../shared/actions/blog-rebuild.ts";
import { eq } from "drizzle-orm";
import { tasks } from "../../shared/db/schema.ts";
import { freeSlug } from "../../shared/db/posts.ts";
import { mention } from "../../shared/domain/person.ts";
import {
  type BlogPost,
  blogPostSchema,
  countWords,
  draftProblems,
  draftSchema,
} from "../../shared/jobs/editorial/kinds/blog-post/draft.ts";
import { draftPrompt, draftSystem } from "../../shared/jobs/editorial/kinds/blog-post/prompt.ts";
import type { ProposedView } from "../../shared/integrations/slack/approval-message.ts";
import { escapeMrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { editorial } from "../../shared/jobs/editorial/job.ts";
import { carryOut } from "../carry-out/carry-out.ts";
import type { Carried } from "../carry-out/undertaking.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import type { EditorialTask } from "./editorial-task.ts";

/** An approver who still isn't content after so many versions should write it: it is cheaper. */
const maxRevisions = 10;

interface Version {
  revision: number;
  draftKey: string;
  sandbox: boolean;
}

/** Draft, ask, and publish exactly what was approved; a revision starts over with the feedback. */
export async function writeBlogPost(run: DurableRun, task: EditorialTask): Promise<Ending> {
  await run.say("acknowledge", {
    text: `:pencil: On it: a post about *${task.brief.topic ?? "this"}*. Nothing goes out before it is approved here.`,
  });
  let previous: { version: Version; feedback: string } | null = null;
  for (let revision = 1; revision <= maxRevisions; revision++) {
    const version = await draft(run, task, revision, previous);
    const carried = await publish(run, task, version);
    if (carried.kind === "revised") {
      previous = { version, feedback: carried.reason };
      continue;
    }
    return carried.kind === "applied" ? report(run, task, carried) : notPublished(run, task, carried);
  }
  return {
    kind: "rejected",
    reason: `still not approved after ${maxRevisions} versions`,
    message: { text: `:x: ${asker(run, task)} ${maxRevisions} versions and no approval: I stop here.` },
  };
}

/** One version from the model: kept in R2 once its form is right, with one repair. */
async function draft(
  run: DurableRun,
  task: EditorialTask,
  revision: number,
  previous: { version: Version; feedback: string } | null,
): Promise<Version> {
  return run.answer(
    `draft ${revision}`,
    async (problems) => ({
      taskId: run.taskId,
      project: run.project,
      purpose: "draft",
      tier: "writer",
      system: draftSystem,
      user: draftPrompt({
        brief: task.brief,
        request: task.request,
        previous: previous && {
          markdown: (await readDraft(run, previous.version)).markdown,
          feedback: previous.feedback,
        },
        problems,
      }),
      schema: draftSchema,
      maxTokens: 8000,
    }),
    draftProblems,
    async (content, usage) => {
      const words = countWords(content.markdown);
      const post: BlogPost = {
        ...content,
        slug: await freeSlug(run.spine.db, content.slug, run.taskId),
        words,
        author: "Signalbox editorial desk",
      };
      const draftKey = `drafts/${run.taskId}/${revision}.json`;
      await run.spine.env.ARTEFACTS.put(draftKey, JSON.stringify(post));
      const written = run.fact(
        `draft/${revision}`,
        "draft.written",
        `version ${revision}: "${post.title}", ${words} words`,
        {
          revision,
          title: post.title,
          slug: post.slug,
          words,
          inputTokens: usage.inputTokens,
          outputTokens: usage.outputTokens,
          usd: usage.microUsd / 1_000_000,
          provider: usage.provider,
        },
      );
      const title = run.spine.db.update(tasks).set({ title: post.title }).where(eq(tasks.id, run.taskId));
      return {
        kept: { revision, draftKey, sandbox: usage.provider === "sandbox" },
        facts: [written],
        records: [title],
      };
    },
  );
}

async function readDraft(run: DurableRun, { draftKey }: Version): Promise<BlogPost> {
  const body = await run.spine.env.ARTEFACTS.get(draftKey);
  if (!body) throw new Error(`the draft ${draftKey} is not in R2`);
  return blogPostSchema.parse(await body.json());
}

/** Takes a version through the interlocking, as exactly the bytes that people are shown. */
async function publish(
  run: DurableRun,
  task: EditorialTask,
  version: Version,
): Promise<Carried<PublishedPost>> {
  const { revision } = version;
  // A draft never changes, so the workflow reads it once as long as it stays awake.
  let read: BlogPost | null = null;
  const post = async (): Promise<BlogPost> => (read ??= await readDraft(run, version));
  return carryOut(run, {
    key: `publish-${revision}`,
    result: blogPublish.result,
    revisable: editorial.revisable,
    proposal: async () => ({
      kind: "blog_publish",
      payload: await post(),
      provenance: task.provenance,
      revision,
    }),
    view: async () => postView(await post(), version),
  });
}

/** The post as it would go out. */
function postView(post: BlogPost, { revision, sandbox }: Version): ProposedView {
  return {
    title: post.title,
    facts: [
      `Version ${revision}`,
      `${post.words} words`,
      `/${post.slug}`,
      `tags: ${post.tags.map(escapeMrkdwn).join(", ")}`,
      ...(sandbox ? [":construction: written by the sandbox's stand-in for Claude"] : []),
    ],
    body: `_${post.summary}_\n\n${post.markdown}`,
  };
}

async function report(
  run: DurableRun,
  task: EditorialTask,
  { result, by }: Extract<Carried<PublishedPost>, { kind: "applied" }>,
): Promise<Ending> {
  const { slug, url } = result;
  const rebuilt = await rebuild(run, task, slug);
  const approved = by === null ? "" : `, approved by ${mention(run.spine.settings.PEOPLE, by)}`;
  return {
    kind: "done",
    url,
    message: { text: `:tada: ${asker(run, task)} published${approved}: ${url}\n${rebuilt}` },
  };
}

function notPublished(
  run: DurableRun,
  task: EditorialTask,
  ending: Exclude<Carried<PublishedPost>, { kind: "applied" }>,
): Ending {
  const reason = "by" in ending ? `${ending.kind} by ${ending.by}: ${ending.reason}` : ending.reason;
  const told =
    "by" in ending
      ? `${mention(run.spine.settings.PEOPLE, ending.by)} rejected the post: ${ending.reason}`
      : `the post was not published: ${ending.reason}.`;
  return { kind: "rejected", reason, message: { text: `:x: ${asker(run, task)} ${told}` } };
}

function asker(run: DurableRun, task: EditorialTask): string {
  return mention(run.spine.settings.PEOPLE, task.requester);
}

/** A published post stays published when the blog can't be rebuilt; then somebody has to know. */
async function rebuild(run: DurableRun, task: EditorialTask, slug: string): Promise<string> {
  try {
    await run.act("rebuild", blogRebuild, { slug }, task.provenance);
    return "The blog is being rebuilt and shows it in a moment.";
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    return `:warning: The blog could not be rebuilt (${error.message}): start a deployment by hand to show it.`;
  }
}
