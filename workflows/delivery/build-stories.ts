import {
  changeStory,
  deliveryOfTask,
  type DeliveryStoryRow,
  standingStories,
  storiesOfDelivery,
} from "../../shared/db/deliveries.ts";
import { type Move, nextMove } from "../../shared/domain/delivery/next-move.ts";
import { describeCancel } from "../../shared/domain/task.ts";
import { isFinal } from "../../shared/domain/task-status.ts";
import { delivery } from "../../shared/jobs/delivery/job.ts";
import { storySignal, type StoryRequest } from "../../shared/jobs/delivery/signals.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { cancelTask } from "../../shared/spine/cancel-task.ts";
import { taskIdOf } from "../../shared/spine/jobs.ts";
import { receive } from "../../shared/spine/receive.ts";
import type { DurableRun } from "../durable-run.ts";
import { askAboutStory } from "./ask-about-story.ts";
import { type BegunDelivery, rowOf } from "./begin-delivery.ts";

/**
 * Has the stories built one after the other, each by a task of its own, until none is left or something is to be made anew. One that has
 * failed is asked about.
 */
export async function buildStories(
  run: DurableRun,
  begun: BegunDelivery,
  edition: number,
): Promise<"over" | "again"> {
  try {
    for (let n = 1; ; n++) {
      const step = `move ${edition}.${n}`;
      const move = await nextOf(run, step);
      switch (move.kind) {
        case "begin":
          await run.once(`${step}, begin`, async () => beginStory(run, begun, move.story));
          break;
        case "skip":
          await run.once(`${step}, skip`, async () =>
            endStory(run, move.story, ["planned"], {
              state: "skipped",
              note: `it needs ${move.needs}, which is left out`,
            }),
          );
          break;
        case "ask":
          await askAboutStory(run, begun, move.story, `${edition}.${n}`);
          break;
        case "again":
        case "over":
          return move.kind;
      }
    }
  } catch (error) {
    if (error instanceof SignalboxError && error.code === "cancelled") await cancelStories(run);
    throw error;
  }
}

type Seen = Exclude<Move, { kind: "wait" }>;

/** What happens next; waits until something does. */
async function nextOf(run: DurableRun, step: string): Promise<Seen> {
  const { cancel, seen } = await run.once(`${step}, look`, async () => ({
    cancel: await run.cancel(),
    seen: await look(run),
  }));
  run.endIf(cancel);
  return seen ?? run.until(step, async () => look(run));
}

async function look(run: DurableRun): Promise<Seen | null> {
  const { db } = run.spine;
  await settleDead(run);
  const row = await deliveryOfTask(db, run.taskId);
  if (!row) throw new SignalboxError("not_found", `the delivery ${run.taskId} is gone`);
  const needs = new Map(row.requirements?.stories.map(({ id, dependsOn }) => [id, dependsOn]));
  const stories = (await storiesOfDelivery(db, run.taskId)).map(({ storyId: id, state }) => ({
    id,
    state,
    dependsOn: needs.get(id) ?? [],
  }));
  const move = nextMove(stories, { paused: row.paused, again: row.again !== null || row.redo !== null });
  return move.kind === "wait" ? null : move;
}

/** A story whose task has ended without a word of its own has failed with it. */
async function settleDead(run: DurableRun): Promise<void> {
  for (const { story, status, failure } of await standingStories(run.spine.db, run.taskId)) {
    if (isAtWork(story) && status !== null && isFinal(status))
      await endStory(run, story.storyId, [story.state], {
        state: "failed",
        note: failure?.message ?? `its task is ${status}`,
      });
  }
}

async function endStory(
  run: DurableRun,
  storyId: string,
  from: DeliveryStoryRow["state"][],
  set: { state: "skipped" | "failed"; note: string },
): Promise<void> {
  const { attempt } = await storyRow(run, storyId);
  await run.recordNow(
    [
      run.fact(
        `story/${storyId}/${attempt}/${set.state}`,
        "story.ended",
        `${storyId} is ${set.state === "failed" ? "not built" : "left out"}: ${set.note}`,
        { story: storyId, state: set.state },
      ),
    ],
    [changeStory(run.spine, { deliveryId: run.taskId, storyId }, from, set)],
  );
}

async function storyRow(run: DurableRun, storyId: string): Promise<DeliveryStoryRow> {
  const row = (await storiesOfDelivery(run.spine.db, run.taskId)).find((one) => one.storyId === storyId);
  if (row === undefined) throw new SignalboxError("not_found", `${run.taskId} has no story ${storyId}`);
  return row;
}

/** Begins a story that is still planned: its row first, so that nobody leaves out meanwhile what is begun. Done twice it is once. */
async function beginStory(
  run: DurableRun,
  { request, requester }: BegunDelivery,
  storyId: string,
): Promise<void> {
  const { spine, taskId: deliveryId } = run;
  const row = await storyRow(run, storyId);
  const { requirements, base } = await rowOf(run);
  const story = requirements?.stories.find(({ id }) => id === storyId);
  if (story === undefined || base === null)
    throw new SignalboxError("not_found", `${deliveryId} has no plan of ${storyId}`);
  const attempt = row.state === "building" ? row.attempt : row.attempt + 1;
  const id = `task:${deliveryId}:story-${storyId}-${attempt}`;
  const taskId = await taskIdOf(id, delivery);
  if (row.state === "planned")
    await run.recordNow(
      [
        run.fact(
          `story/${storyId}/${attempt}/begun`,
          "story.begun",
          `${storyId} is being built: ${story.title}`,
          {
            story: storyId,
            taskId,
          },
        ),
      ],
      [
        changeStory(spine, { deliveryId, storyId }, ["planned"], {
          state: "building",
          attempt,
          taskId,
          pullRequest: null,
          url: null,
          commit: null,
        }),
      ],
    );
  const now = await storyRow(run, storyId);
  // Left out in the very moment.
  if (now.state !== "building" || now.taskId !== taskId) return;
  const body: StoryRequest = {
    type: "story",
    by: requester,
    delivery: deliveryId,
    of: request.title,
    story: storyId,
    title: story.title,
    attempt,
    repository: request.repository.name,
    base,
    project: run.project,
    channel: request.channel,
    said: row.note,
  };
  await receive(spine, { id, kind: storySignal, provenance: "external", body, dropReason: null });
}

/** What is being built for a delivery that people have cancelled ends with it, and what was only begun never starts. */
async function cancelStories(run: DurableRun): Promise<void> {
  await run.once("cancel stories", async () => {
    const cancel = await run.cancel();
    const reason = `its delivery was ${cancel === null ? "cancelled" : describeCancel(cancel)}`;
    for (const { story, status } of await standingStories(run.spine.db, run.taskId)) {
      if (!isAtWork(story)) continue;
      await endStory(run, story.storyId, [story.state], { state: "failed", note: reason });
      if (story.taskId !== null && status !== null)
        await cancelTask(run.spine, { taskId: story.taskId, by: cancel?.by ?? "signalbox", reason });
    }
  });
}

function isAtWork({ state }: Pick<DeliveryStoryRow, "state">): boolean {
  return state === "building" || state === "in_review";
}
