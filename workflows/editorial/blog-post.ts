import { eq } from "drizzle-orm";
import { approvals, tasks } from "../../shared/db/schema.ts";
import { blogTarget, freeSlug } from "../../shared/db/posts.ts";
import type { Decision } from "../../shared/domain/approval.ts";
import {
  type BlogPost,
  blogPostSchema,
  countWords,
  draftProblems,
  draftSchema,
} from "../../shared/editorial/blog-post/draft.ts";
import { draftPrompt, draftSystem } from "../../shared/editorial/blog-post/prompt.ts";
import {
  approvalBlocks,
  decidedBlocks,
  type ProposedPost,
} from "../../shared/integrations/slack/approval-view.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { perform } from "../../shared/spine/perform.ts";
import { propose } from "../../shared/spine/propose.ts";
import type { DurableRun } from "../durable-run.ts";
import { type EditorialTask, type Ending, wordsOf } from "./frame.ts";

/** An approver who still isn't content after so many versions should write it: it is cheaper. */
const maxRevisions = 10;

interface Version {
  revision: number;
  draftKey: string;
  sandbox: boolean;
}

interface Decided {
  decision: Decision;
  by: string;
  at: number;
  reason: string | null;
}

/** Draft, ask, and publish exactly what was approved; a revision starts over with the feedback. */
export async function writeBlogPost(run: DurableRun, task: EditorialTask): Promise<Ending> {
  await run.say("acknowledge", {
    text: `:pencil: On it: a post about *${task.brief.topic ?? "this"}*. Nothing goes out before it is approved here.`,
  });
  let previous: { version: Version; feedback: string } | null = null;
  for (let revision = 1; revision <= maxRevisions; revision++) {
    const version = await draft(run, task, revision, previous);
    const { actionId, approvalId, digest } = await proposePost(run, task, version);
    const asked = await run.say(`ask approval ${revision}`, async () => {
      const shown = await shownPost(run, version, digest);
      return {
        text: `Please decide: "${shown.post.title}" (version ${revision})`,
        blocks: approvalBlocks(shown, { approvalId, digest }),
      };
    });
    const decided = await run.until(`decision ${revision}`, async () => decisionOn(run, approvalId));
    await run.say(`show decision ${revision}`, async () => {
      const shown = await shownPost(run, version, digest);
      return {
        text: `"${shown.post.title}" (version ${revision}): ${decided.decision} by <@${decided.by}>`,
        blocks: decidedBlocks(shown, decided),
        update: asked["ts"] ?? "",
      };
    });
    if (decided.decision === "approved") return publish(run, task, actionId, decided);
    const reason = decided.reason ?? "";
    if (decided.decision === "rejected") {
      return {
        kind: "rejected",
        reason: `rejected by ${decided.by}: ${reason}`,
        message: { text: `:x: <@${task.requester}> <@${decided.by}> rejected the post: ${reason}` },
      };
    }
    previous = { version, feedback: reason };
  }
  return {
    kind: "rejected",
    reason: `still not approved after ${maxRevisions} versions`,
    message: { text: `:x: <@${task.requester}> ${maxRevisions} versions and no approval: I stop here.` },
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
      purpose: "draft",
      tier: "writer",
      system: draftSystem,
      user: draftPrompt({
        brief: task.brief,
        request: (await wordsOf(run)).request,
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
      await run.recordNow([
        run.fact(
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
        ),
      ]);
      return { revision, draftKey, sandbox: usage.provider === "sandbox" };
    },
  );
}

async function readDraft(run: DurableRun, { draftKey }: Version): Promise<BlogPost> {
  const body = await run.spine.env.ARTEFACTS.get(draftKey);
  if (!body) throw new Error(`the draft ${draftKey} is not in R2`);
  return blogPostSchema.parse(await body.json());
}

async function shownPost(run: DurableRun, version: Version, digest: string): Promise<ProposedPost> {
  return {
    post: await readDraft(run, version),
    revision: version.revision,
    digest,
    sandbox: version.sandbox,
  };
}

/** The version as an action that waits for a decision. */
async function proposePost(run: DurableRun, task: EditorialTask, version: Version) {
  const { revision } = version;
  return run.once(`propose ${revision}`, async () => {
    const post = await readDraft(run, version);
    const { actionId, approvalId, digest, verdict } = await propose(run.spine, {
      taskId: run.taskId,
      key: `publish-${revision}`,
      kind: "blog.publish",
      target: blogTarget(post.slug),
      payload: post,
      provenance: task.provenance,
      revision,
    });
    if (approvalId === null) throw new Error(`blog.publish must be approved, the verdict is ${verdict.kind}`);
    await run.recordNow(
      [
        run.fact(
          `approval/${revision}`,
          "approval.requested",
          `approval of version ${revision} by ${run.spine.settings.SLACK_APPROVERS.join(" or ")}`,
          { approvalId, actionId, digest, revision },
        ),
      ],
      [run.spine.db.update(tasks).set({ title: post.title }).where(eq(tasks.id, run.taskId))],
    );
    return { actionId, approvalId, digest };
  });
}

async function decisionOn(run: DurableRun, approvalId: string): Promise<Decided | null> {
  const row = await run.spine.db.select().from(approvals).where(eq(approvals.id, approvalId)).get();
  if (!row || row.status === "pending") return null;
  if (row.status === "superseded")
    throw new Error(`${approvalId} was superseded while its own version waited`);
  return { decision: row.status, by: row.decidedBy ?? "", at: row.decidedAt ?? 0, reason: row.reason };
}

async function publish(
  run: DurableRun,
  task: EditorialTask,
  actionId: string,
  decided: Decided,
): Promise<Ending> {
  const published = await run.attempt("publish", async () => perform(run.spine, actionId));
  const { slug = "", url = "" } = published;
  const rebuilt = await rebuild(run, task, slug);
  return {
    kind: "done",
    url,
    message: {
      text: `:tada: <@${task.requester}> published, approved by <@${decided.by}>: ${url}\n${rebuilt}`,
    },
  };
}

/** A published post stays published when the blog can't be rebuilt; then somebody has to know. */
async function rebuild(run: DurableRun, task: EditorialTask, slug: string): Promise<string> {
  try {
    await run.act("rebuild", {
      kind: "blog.rebuild",
      target: "pages:blog",
      payload: { slug },
      provenance: task.provenance,
    });
    return "The blog is being rebuilt and shows it in a moment.";
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    return `:warning: The blog could not be rebuilt (${error.message}): start a deployment by hand to show it.`;
  }
}
