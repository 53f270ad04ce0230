import { beforeAll, describe, expect, it } from "vitest";
import { briefAnswers, briefFiles, DeliveryOutside } from "../../scripts/demo/delivery-outside.ts";
import { patienceMs } from "../../scripts/demo/patience.ts";
import { waitFor } from "../../scripts/stack/wait.ts";
import { FixSystem } from "./support/fixes.ts";
import { startSystem } from "../support/system.ts";

let system: FixSystem;
let deliveries: DeliveryOutside;
beforeAll(async () => {
  const { stack } = await startSystem(() => ({ blog: false }));
  system = new FixSystem(stack);
  deliveries = new DeliveryOutside(stack);
});

const pullOf = async ({ pullRequest }: { pullRequest: number }) =>
  (await system.pulls()).find(
    ({ repository, number }) => repository === "acme/room-booking" && number === pullRequest,
  );

describe("a brief of five documents", () => {
  it("becomes a plan whose every requirement is in the customer's words, after its contradiction was asked about", async () => {
    const taken = await deliveries.bring(briefFiles);
    expect(taken.map(({ name, state }) => [name, state])).toEqual(briefFiles.map((name) => [name, "read"]));
    const taskId = await deliveries.start(
      "Room booking",
      taken.flatMap(({ documentId }) => documentId ?? []),
      { name: "acme/room-booking", isNew: true },
    );

    await system.taskIn(taskId, "waiting_reply");
    const open = await deliveries.view(taskId);
    expect(open.requirements?.questions.map(({ kind }) => kind).toSorted()).toEqual(["conflict", "open"]);
    const conflict = open.requirements?.questions.find(({ kind }) => kind === "conflict");
    const nameOf = (id: string): string | undefined => open.documents.find((one) => one.id === id)?.name;
    expect(conflict?.citations.map(({ document, quote }) => [nameOf(document), quote])).toEqual([
      ["brief.pdf", "A booking can be cancelled until one hour before it begins."],
      ["call.vtt", "A booking can be cancelled until it begins, that is how people do it today."],
    ]);

    await system.post(`/api/tasks/${taskId}/replies`, { text: briefAnswers });
    const waiting = await deliveries.asked(taskId, "delivery_plan");
    const planned = await deliveries.view(taskId);
    expect(planned.requirements?.questions).toEqual([]);
    expect(planned.documents.map(({ name }) => name).slice(5)).toEqual([`Answer 1 to ${taskId}.txt`]);

    // Each requirement's words are where it says that they are.
    for (const { citations } of planned.requirements?.requirements ?? [])
      for (const { document, version, from, to, quote } of citations) {
        const { text } = await system.outside.api<{ text: string }>(
          `/api/projects/default/documents/${document}/text?version=${version}&from=${from}&to=${to}`,
        );
        expect(text).toBe(quote);
      }
    const hourBefore = planned.requirements?.requirements.find(({ statement }) =>
      statement.includes("one hour"),
    );
    expect(hourBefore?.standing).toBe("gone");
    expect(planned.requirements?.stories.map(({ title }) => title).toSorted()).toEqual([
      "Book a room",
      "Cancel a booking",
      "No double bookings",
      "See the rooms",
    ]);
    expect(planned.design?.stack).toBe("node_api");

    await deliveries.approve(waiting);
    const repository = await deliveries.asked(taskId, "repository_create");
    const agreed = await deliveries.view(taskId);
    expect(agreed.agreed).toBe(waiting.digest);
    const titles = new Map(agreed.requirements?.stories.map(({ id, title }) => [id, title]));
    expect(agreed.stories.map(({ id }) => titles.get(id))).toEqual([
      "See the rooms",
      "Book a room",
      "Cancel a booking",
      "No double bookings",
    ]);
    await deliveries.approve(repository);

    const ready = await deliveries.storyIn(taskId, "See the rooms", "in_review");
    const pull = await pullOf(ready);
    expect(pull).toMatchObject({ state: "open" });
    expect(pull?.body).toContain("## Asked for by");
    const files = ["src/app.ts", "src/see-the-rooms.ts", "test/see-the-rooms.test.ts"];
    expect(pull?.files.map(({ filename }) => filename).toSorted()).toEqual(files);
    expect(await deliveries.ciOf(ready)).toMatchObject({ conclusion: "success" });

    // A reviewer wants something: a commit of its own, within the story's files, and the reply that names it.
    await system.outside.sandbox("github", "review", {
      repository: "acme/room-booking",
      number: ready.pullRequest,
      login: "lena-f",
      state: "CHANGES_REQUESTED",
      body: "",
      comments: [{ path: "src/see-the-rooms.ts", line: 1, body: "Look at this once more" }],
    });
    const { data } = await system.fact(ready.taskId, "revision.answered");
    const revised = await waitFor("the reply to the reviewer", patienceMs, async () => {
      const now = await pullOf(ready);
      return now?.comments.some(({ body }) => body.includes("Round 1 of 3:")) ? now : null;
    });
    expect(data["commit"]).toBe(revised.commits.at(-1)?.sha);
    expect(data["commit"]).not.toBe(ready.commit);
    expect(revised.body).toContain("Look at this once more");
    expect(revised.files.map(({ filename }) => filename).toSorted()).toEqual(files);
    const revisedStory = await deliveries.storyIn(taskId, "See the rooms", "in_review");
    expect(revisedStory.commit).toBe(data["commit"]);

    // What depends on a story that is left out is left out with it.
    const [, booking] = agreed.stories;
    await deliveries.post(`/api/deliveries/${taskId}/stories/${booking?.id}/skip`, { reason: "next year" });
    await deliveries.merge("acme/room-booking", revisedStory);
    await system.taskIn(taskId, "done");
    const ended = await deliveries.view(taskId);
    expect(ended.stories.map(({ state }) => state)).toEqual(["merged", "skipped", "skipped", "skipped"]);
    const { markdown, trace } = await system.outside.api<{
      markdown: string;
      trace: { statement: string; stories: { state: string; tests: string[] }[] }[];
    }>(`/api/deliveries/${taskId}/report`);
    expect(markdown).toContain("next year");
    const listed = trace.find(({ stories }) => stories.some(({ state }) => state === "merged"));
    expect(listed?.stories[0]?.tests).not.toEqual([]);
    await expect(deliveries.post(`/api/deliveries/${taskId}/pause`)).rejects.toThrow(/409.*is over/);
  });

  it("is asked for what is missing, by name, and begins nothing", async () => {
    const start = async (documents: string[], repository: object) =>
      system.post("/api/deliveries", { title: "Nothing", project: "default", documents, repository });
    const isNew = { name: "acme/nothing", isNew: true };
    await expect(start(["doc_nowhere"], isNew)).rejects.toThrow(/400.*default has no document doc_nowhere/);
    const [brief] = await deliveries.bring(["brief.pdf"]);
    const id = brief?.documentId ?? "";
    await expect(start([id], { name: "evil/nothing", isNew: true })).rejects.toThrow(
      /400.*made in acme, not in evil/,
    );
    await expect(start([id], { name: "acme/No_Name", isNew: true })).rejects.toThrow(/400.*is no package's/);
    await expect(start([id, id], isNew)).rejects.toThrow(/400.*is named twice/);
    await expect(start([id], { name: "acme/unheard-of", isNew: false })).rejects.toThrow(
      /400.*no repository acme\/unheard-of in RULES/,
    );
  });
});
