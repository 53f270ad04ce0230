import { expect, it } from "vitest";
import { changeStory, storiesOfDelivery } from "../../../../shared/db/deliveries.ts";
import { documentById } from "../../../../shared/db/documents.ts";
import { deliveryPlanSchema } from "../../../../shared/domain/delivery/delivery-plan.ts";
import { beginAgain } from "../../../../shared/jobs/delivery/stories/begin-again.ts";
import { mrkdwn } from "../../../../shared/integrations/slack/mrkdwn.ts";
import { decide } from "../../../../shared/spine/decide.ts";
import { agreeOnPlan } from "../../../../workflows/delivery/agree-on-plan.ts";
import { beginDelivery } from "../../../../workflows/delivery/begin-delivery.ts";
import { keepAgreed } from "../../../../workflows/delivery/keep-agreed.ts";
import { settleRequirements } from "../../../../workflows/delivery/settle-requirements.ts";
import { isDesignAlone, takeAgain } from "../../../../workflows/delivery/take-again.ts";
import type { DurableRun } from "../../../../workflows/durable-run.ts";
import { runTask, startTask } from "../../../../workflows/run-task.ts";
import { type Kill, KillableSteps } from "../../support/killable-steps.ts";
import { spine, unique } from "../../support/spine.ts";
import { send } from "../../support/task.ts";
import { actionsOf, aDelivery, approvalsOf, bring, deliveryRow, factsOf, peopleOf } from "./scene.ts";

/** A delivery whose plan is agreed on, and then made anew as often as somebody wants something. */
const anew =
  (...wishes: ((taskId: string) => Promise<void>)[]) =>
  async (run: DurableRun) =>
    runTask(run, async () => {
      const begun = await beginDelivery(run, await startTask(run));
      await settleRequirements(run, begun, 1, null);
      await agreeOnPlan(run, begun, 1, null);
      const ends: string[] = [];
      for (const [n, wish] of wishes.entries()) {
        const edition = n + 2;
        await run.once(`wish ${edition}`, async () => wish(run.taskId));
        const again = await takeAgain(run, edition - 1);
        if (!isDesignAlone(again)) await settleRequirements(run, begun, edition, again);
        const decided = await agreeOnPlan(run, begun, edition, again);
        if (decided.kind !== "applied") await keepAgreed(run, edition, again, decided);
        ends.push(decided.kind);
      }
      return { kind: "done", url: null, message: { text: mrkdwn`${ends.join()}` } };
    });

const merged = async (taskId: string, storyId: string): Promise<void> => {
  await changeStory(spine, { deliveryId: taskId, storyId }, ["planned"], { state: "merged" });
};
const standing = async (taskId: string) =>
  (await storiesOfDelivery(spine.db, taskId))
    .toSorted((one, other) => one.storyId.localeCompare(other.storyId))
    .map(({ storyId, state }) => [storyId, state]);
const failures = async (taskId: string) =>
  (await factsOf(taskId)).filter(({ type }) => type === "task.failed").map(({ summary }) => summary);
/** The delivery of two stories: rooms are listed, and a desk is booked. */
async function rooms(): Promise<string> {
  const mark = unique();
  return aDelivery(
    await bring({
      [`brief-${mark}.md`]: `The rooms of ${mark} must be listed.\nSomebody must be able to book a desk of ${mark}.\n`,
    }),
  );
}

const story = (mark: string) => ({
  title: "Bookings as a file",
  narrative: `As an accountant I get all bookings of ${mark} as CSV, so that I can bill them.`,
  criteria: ["GET /bookings.csv has one line for each booking", "the first line names the columns"],
  priority: "must",
  dependsOn: ["S1"],
  files: { tests: ["test/bookings-csv.test.ts"], code: ["src/bookings-csv.ts"] },
});
const add = async (taskId: string, mark: string): Promise<void> => {
  await merged(taskId, "S1");
  // Said twice, it is one story.
  for (let n = 0; n < 2; n++) {
    const response = await send(`/api/deliveries/${taskId}/stories`, story(mark));
    expect(await response.json()).toMatchObject({ story: "S3" });
  }
};

it("has a story that somebody has written in its plan, to the word and with its source, and what is built stays built", async () => {
  const taskId = await rooms();
  const work = new KillableSteps({
    work: anew(async (id) => add(id, taskId)),
    people: peopleOf(taskId, () => "go on"),
  });
  expect(await work.run(taskId)).toBe("ended");
  expect(await failures(taskId)).toEqual([]);
  const { requirements, documents, design, written } = await deliveryRow(taskId);
  const { files, ...words } = story(taskId);
  const added = requirements?.stories.find(({ id }) => id === "S3");
  expect(added).toEqual({ ...words, id: "S3", requirements: ["R3"] });
  expect(design?.stories.find((one) => one.story === "S3")).toEqual({ story: "S3", ...files });
  expect(requirements?.stories.map(({ id }) => id).toSorted()).toEqual(["S1", "S2", "S3"]);
  const [mine] = written;
  const source = await documentById(spine.db, "default", mine?.document.id ?? "");
  expect(source?.name).toMatch(/^Story by you: Bookings as a file/);
  expect(documents.at(-1)?.id).toBe(source?.id);
  const asked = requirements?.requirements.find(({ id }) => id === "R3");
  expect(asked?.citations.map(({ document, quote }) => [document, quote])).toEqual(
    [words.narrative, ...words.criteria].map((quote) => [source?.id, quote]),
  );
  expect(await standing(taskId)).toEqual([
    ["S1", "merged"],
    ["S2", "planned"],
    ["S3", "planned"],
  ]);
  // People were asked twice, and the second time about that.
  const plans = (await actionsOf(taskId)).map(({ payload }) => deliveryPlanSchema.parse(JSON.parse(payload)));
  expect(plans.map(({ stories }) => stories.length)).toEqual([2, 3]);
});

it("asks nobody again when what is made anew has the same bytes, in whichever stage", async () => {
  const taskId = await rooms();
  const again = (stage: "design" | "requirements") => async (id: string) => {
    await merged(id, "S1");
    await beginAgain(spine, { taskId: id, by: "maya" }, { documents: [], stage });
  };
  const work = new KillableSteps({
    work: anew(again("design"), again("requirements")),
    people: peopleOf(taskId, () => "go on"),
  });
  expect(await work.run(taskId)).toBe("ended");
  expect(await failures(taskId)).toEqual([]);
  const facts = await factsOf(taskId);
  const count = (name: string) => facts.filter(({ type }) => type === name).length;
  expect([count("design.made"), count("documents.read"), count("requirements.settled")]).toEqual([3, 2, 2]);
  const [approval, ...more] = await approvalsOf(taskId);
  expect(more).toEqual([]);
  const row = await deliveryRow(taskId);
  expect([row.agreed, row.revision, row.redo]).toEqual([approval?.digest, 1, null]);
  expect(await standing(taskId)).toEqual([
    ["S1", "merged"],
    ["S2", "planned"],
  ]);
});

it("goes on with what was agreed on before when the new plan is rejected", async () => {
  const taskId = await rooms();
  const people = async (): Promise<void> => {
    for (const [n, { id, digest, status }] of (await approvalsOf(taskId)).entries())
      if (status === "pending")
        await decide(spine, {
          approvalId: id,
          digest,
          decision: n === 0 ? "approved" : "rejected",
          by: "maya",
          channel: "api",
          reason: "not that",
        });
  };
  const work = new KillableSteps({ work: anew(async (id) => add(id, taskId)), people });
  expect(await work.run(taskId)).toBe("ended");
  expect(await failures(taskId)).toEqual([]);
  const { requirements, agreed, written } = await deliveryRow(taskId);
  expect(agreed).toBe((await approvalsOf(taskId))[0]?.digest);
  expect(written).toEqual([]);
  expect(requirements?.stories.map(({ id }) => id).toSorted()).toEqual(["S1", "S2"]);
  expect(requirements?.requirements.map(({ id, standing: its }) => [id, its])).toEqual([
    ["R1", "new"],
    ["R2", "new"],
    ["R3", "gone"],
  ]);
  expect(await standing(taskId)).toEqual([
    ["S1", "merged"],
    ["S2", "planned"],
  ]);
});

it("loses nothing of what is to be made anew when it is killed while it takes that up", async () => {
  const wish = async (id: string) => add(id, id);
  const end = async (kill: Kill | null) => {
    const taskId = await rooms();
    const steps = new KillableSteps({ work: anew(wish), people: peopleOf(taskId, () => "go on") }, kill);
    if ((await steps.run(taskId)) === "killed") await steps.again().run(taskId);
    return { names: steps.names, stories: await standing(taskId) };
  };
  const whole = await end(null);
  const taking = whole.names.flatMap((name, n) => (name.includes("made anew") ? n + 1 : []));
  expect(taking).toHaveLength(2);
  for (const step of taking) expect((await end({ step, when: "after" })).stories).toEqual(whole.stories);
});

it("takes no story that can't be built, and says all that is wrong with it", async () => {
  const taskId = await rooms();
  expect((await send(`/api/deliveries/${taskId}/stories`, story("x"))).status).toBe(409);
  const work = new KillableSteps({ work: anew(), people: peopleOf(taskId, () => "go on") });
  await work.run(taskId);
  await spine.db.run(`UPDATE tasks SET status = 'working' WHERE id = '${taskId}'`);
  const response = await send(`/api/deliveries/${taskId}/stories`, {
    ...story("x"),
    dependsOn: ["S9"],
    files: { tests: ["src/a.ts"], code: ["src/a.ts", ".github/workflows/ci.yml"] },
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toMatch(
    /no story S9.*src\/a\.ts is test and code at once.*ci\.yml may not be touched: it is CI configuration/,
  );
  const [placed] = (await deliveryRow(taskId)).design?.stories ?? [];
  const across = await send(`/api/deliveries/${taskId}/stories`, {
    ...story("x"),
    files: { tests: placed?.code, code: placed?.tests },
  });
  expect([across.status, await across.text()]).toEqual([
    400,
    expect.stringContaining(`is a test of ${placed?.story}; ${placed?.code[0]} is code of ${placed?.story}`),
  ]);
  const both = { documents: ["doc_1"], stage: "design" };
  const refused = await send(`/api/deliveries/${taskId}/again`, both);
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("a design alone")]);
});
