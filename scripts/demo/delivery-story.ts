import type { Stack } from "../stack/stack.ts";
import { waitFor } from "../stack/wait.ts";
import { briefAnswers, briefFiles, DeliveryOutside } from "./delivery-outside.ts";
import { patienceMs } from "./patience.ts";

export interface DeliveryResult {
  taskId: string;
  url: string | null;
  requirements: number;
  stories: number;
  merged: number;
}

const repository = "acme/room-booking";

/**
 * Tells the delivery job from a customer's five documents to the first merged story. Every step is seen from outside, or it throws.
 */
export async function tellDeliveryStory(
  stack: Stack,
  say: (step: string, detail: string) => void,
): Promise<DeliveryResult> {
  const system = new DeliveryOutside(stack);
  const taken = await system.bring(briefFiles);
  const refused = taken.filter(({ state }) => state !== "read");
  if (refused.length > 0) throw new Error(`${refused[0]?.name} is not read: ${refused[0]?.reason}`);
  say("documents", `${taken.map(({ name }) => name).join(", ")}: read`);
  const taskId = await system.start(
    "Room booking",
    taken.flatMap(({ documentId }) => documentId ?? []),
    { name: repository, isNew: true },
  );
  const open = await waitFor("the questions", patienceMs, async () => {
    const { requirements } = await system.view(taskId);
    return requirements !== null && requirements.questions.length > 0 ? requirements : null;
  });
  for (const { id, question } of open.questions) say(`question ${id}`, question);
  await waitFor("the question to be asked", patienceMs, async () =>
    (await system.outside.task(taskId)).task.status === "waiting_reply" ? true : null,
  );
  await system.post(`/api/tasks/${taskId}/replies`, { text: briefAnswers });
  say("answered", "on the dashboard; the answer is a document like the others");
  const plan = await system.asked(taskId, "delivery_plan");
  const { requirements, design } = await system.view(taskId);
  const standing = requirements?.requirements.filter((one) => one.standing !== "gone") ?? [];
  const stories = requirements?.stories ?? [];
  say(
    "plan",
    `${standing.length} requirements, each in the customer's words; ${stories.length} stories on ${design?.stack}`,
  );
  await system.approve(plan);
  say("agreed", `bound to ${plan.digest.slice(0, 12)}`);
  await system.approve(await system.asked(taskId, "repository_create"));
  const founded = await waitFor(
    "the foundation",
    patienceMs,
    async () => (await system.view(taskId)).foundation,
  );
  say(
    "foundation",
    `${repository}, ${founded.slice(0, 12)}: the template, pushed when its tests and checks had passed`,
  );
  const [first] = (await system.view(taskId)).stories;
  const title = stories.find(({ id }) => id === first?.id)?.title ?? "";
  const ready = await system.storyIn(taskId, title, "in_review");
  say(
    "story",
    `${ready.id} ${title}: ${ready.tests.length} tests failed before it and pass now, ${ready.url}`,
  );
  const { name, conclusion } = await system.ciOf(ready);
  if (conclusion !== "success") throw new Error(`${name} says ${conclusion} of ${ready.url}`);
  say("CI", `${name}, the repository's own workflow: ${conclusion}`);
  await system.merge(repository, ready);
  const { url } = await system.storyIn(taskId, title, "merged");
  say("merged", "by Lena; the next story begins, and is where this story ends");
  await system.post(`/api/tasks/${taskId}/cancel`, { reason: "the demo ends here" });
  return { taskId, url, requirements: standing.length, stories: stories.length, merged: 1 };
}
