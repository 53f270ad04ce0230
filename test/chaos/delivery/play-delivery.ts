import { z } from "zod";
import type { Stack } from "../../../scripts/stack/stack.ts";
import { firstTaskOf, killAtEach, untilClosed } from "../ambush/kill-at.ts";
import { decideAs } from "../decide.ts";
import type { Diary } from "../diary.ts";
import type { Door } from "../door.ts";
import { mergeOpen, pullList } from "../on-github.ts";
import { proposedAnswer, waitingList } from "../views.ts";
import type { DeliveryMoment } from "./moments.ts";
import { deliveredStories } from "./seen.ts";

const lookEveryMs = 500;
/** Two stories, the second on the first, with nothing left open. */
const brief = `The API must list the rooms with their names and seats.
Somebody must be able to book a room.`;
/** The repository that is made. */
const repository = "acme/rooms-of-chaos";
const taken = z.object({ files: z.array(z.object({ documentId: z.string() })) });
const at = { via: "api", afterMs: 0, decision: "approved" } as const;

/**
 * A delivery from a document to merged stories, with the Worker killed at each of the moments. People say yes to the plan and to the
 * repository, and merge each story. Returns the delivery's task.
 */
export async function playDelivery(
  stack: Stack,
  door: Door,
  diary: Diary,
  moments: readonly DeliveryMoment[],
  progress: (what: string) => void,
): Promise<string> {
  const delivery = async (): Promise<string> => firstTaskOf(door, "delivery");
  const story = async (): Promise<string> => firstTaskOf(door, "delivery_story");
  const ambushes = moments.map(({ whose, moment }) => ({ moment, of: { delivery, story }[whose] }));
  const people = new AbortController();
  const acting = actAsPeople(door, diary, delivery, people.signal);
  try {
    const killing = killAtEach({ stack, door, diary }, ambushes, async () => begin(door), progress);
    await Promise.race([killing, acting]);
    const taskId = await delivery();
    await Promise.race([untilClosed(door, taskId, diary), acting]);
    for (const one of await deliveredStories(door, taskId))
      if (one.taskId !== null) await untilClosed(door, one.taskId, diary);
    return taskId;
  } finally {
    people.abort();
  }
}

async function begin(door: Door): Promise<void> {
  const form = new FormData();
  form.append("files", new File([brief], "rooms.md"));
  const brought = await door.insist("/api/projects/default/documents", form);
  const documents = taken.parse(brought.body).files.map(({ documentId }) => documentId);
  const body = { title: "Rooms", project: "default", documents, channel: "C0ENGINEERING" };
  const asked = { ...body, repository: { name: repository, isNew: true } };
  const { body: answer } = await door.insist("/api/deliveries", asked, {
    "idempotency-key": "chaos-delivery",
  });
  proposedAnswer.parse(answer);
}

/** Somebody says yes to what the delivery asks for, and Lena merges what is ready. Never ends by itself. */
async function actAsPeople(
  door: Door,
  diary: Diary,
  delivery: () => Promise<string>,
  over: AbortSignal,
): Promise<void> {
  while (!over.aborted) {
    const taskId = await delivery();
    const { approvals } = await door.read("/api/approvals?limit=100", waitingList);
    for (const one of approvals.filter((waits) => waits.taskId === taskId))
      await decideAs(door, diary, one, at, at.decision);
    const { pulls } = await door.sandbox("/github/_people/pulls", pullList);
    for (const pull of pulls.filter((one) => one.repository === repository)) await mergeOpen(door, pull);
    await door.pause(lookEveryMs);
  }
}
