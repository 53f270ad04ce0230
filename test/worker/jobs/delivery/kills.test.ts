import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { documentByName, versionsOf } from "../../../../shared/db/documents.ts";
import { storiesOfDelivery } from "../../../../shared/db/deliveries.ts";
import { keepAnswer } from "../../../../shared/jobs/delivery/documents/keep-answer.ts";
import { sweepEffects } from "../../../../shared/spine/sweep-effects.ts";
import { KillableSteps, type Kill } from "../../support/killable-steps.ts";
import { hour, spine, spineAt, unique } from "../../support/spine.ts";
import { actionsOf, aDelivery, approvalsOf, bring, deliveryRow, factsOf, peopleOf } from "./scene.ts";
import { untilAgreed } from "../../support/delivery.ts";

const brief = `Rooms must be listed by name.
Somebody must be able to book a room.
A booking can be cancelled until one hour before it begins.
Who may cancel the booking of somebody else is not decided.`;
const call = `WEBVTT

00:00:02.000 --> 00:00:04.000
<v Maya>A booking can be cancelled until it begins, that is how people do it today.</v>`;
const documents = async () => bring({ "brief.md": brief, "call.vtt": call });

const steps = (taskId: string, kill: Kill | null) => {
  const answer = () =>
    `Q1: a booking can be cancelled until it begins, and must not be cancelled later.\nQ2: everybody must be able to cancel the booking of somebody else.\nThis is said to ${taskId}.`;
  return new KillableSteps({ work: untilAgreed, people: peopleOf(taskId, answer) }, kill);
};

/** All that is known of a delivery afterwards, without what is another in each. */
async function afterwards(taskId: string) {
  // Whose answer was lost with the one who was killed, the sweep finds.
  await sweepEffects(spineAt(hour));
  const { requirements, documents: its, design, agreed, stage } = await deliveryRow(taskId);
  const name = `Answer 1 to ${taskId}.txt`;
  const answer = await documentByName(spine.db, "default", name);
  const facts = (await factsOf(taskId)).filter(({ type }) => !type.startsWith("llm."));
  const all = {
    requirements,
    names: its.map((one) => one.name),
    design,
    stage,
    isAgreed: agreed !== null,
    stories: (await storiesOfDelivery(spine.db, taskId)).map(({ storyId, state }) => [storyId, state]),
    answers:
      answer === undefined
        ? []
        : (await versionsOf(spine.db, answer.id)).map(({ version, state }) => [version, state]),
    actions: (await actionsOf(taskId)).map(({ kind }) => kind),
    approvals: (await approvalsOf(taskId)).map(({ status, decidedBy }) => [status, decidedBy]),
    facts: facts.map(({ type, summary }) => `${type}: ${summary}`).toSorted(),
  };
  return JSON.parse(
    JSON.stringify(all)
      .replaceAll(taskId, "TASK")
      .replaceAll(answer?.id ?? "none", "ANSWER"),
  );
}

describe("a delivery that is killed", () => {
  it.each(["before", "after"] as const)(
    "at any step, %s what it does, ends like one that nobody kills, with nothing asked, kept or agreed twice",
    async (when) => {
      const its = await documents();
      const undisturbed = await aDelivery(its);
      const whole = steps(undisturbed, null);
      await whole.run(undisturbed);
      const expected = await afterwards(undisturbed);
      expect(expected).toMatchObject({
        isAgreed: true,
        answers: [[1, "read"]],
        actions: ["delivery_plan"],
        approvals: [["approved", "maya"]],
      });
      expect(whole.names.length).toBeGreaterThan(12);
      for (const [n, name] of whole.names.entries()) {
        const taskId = await aDelivery(its);
        const killed = steps(taskId, { step: n + 1, when });
        expect(await killed.run(taskId), name).toBe("killed");
        expect(await killed.again().run(taskId), name).toBe("ended");
        expect(await afterwards(taskId), name).toEqual(expected);
      }
    },
    240_000,
  );

  it("between an answer's arrival and its reading keeps it once, and reads it", async () => {
    const answer = {
      taskId: unique("delivery"),
      project: "default",
      round: 1,
      by: "you",
      text: unique("Q1: yes"),
    };
    const broken = new Proxy(env.ARTEFACTS, {
      get: (on, name) => {
        if (name !== "put") return Reflect.get(on, name).bind(on);
        return async (key: string, value: string) => {
          if (key.includes("/processed/")) throw new Error("it was killed");
          return on.put(key, value);
        };
      },
    });
    await expect(keepAnswer({ ...spine, env: { ...env, ARTEFACTS: broken } }, answer)).rejects.toThrow(
      "killed",
    );
    const kept = await keepAnswer(spine, answer);
    expect(await versionsOf(spine.db, kept.id)).toMatchObject([{ version: 1, state: "read" }]);
    expect(await keepAnswer(spine, answer)).toEqual(kept);
  });
});
