import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Requirements } from "../../shared/domain/delivery/requirement.ts";
import type { Design } from "../../shared/domain/delivery/design.ts";
import { waitFor } from "../../scripts/stack/wait.ts";
import { FixSystem } from "./support/fixes.ts";
import { startSystem } from "../support/system.ts";

const briefs = join(import.meta.dirname, "../../sandbox/briefs/room-booking");
const files = ["brief.pdf", "workshop.docx", "call.vtt", "mails.eml", "chat.json"];
const patienceMs = 180_000;

interface Taken {
  name: string;
  documentId: string | null;
  state: string;
  reason: string | null;
}
interface DeliveryView {
  stage: string;
  documents: { id: string; version: number; name: string }[];
  requirements: Requirements | null;
  design: Design | null;
  agreed: string | null;
  stories: {
    id: string;
    state: string;
    taskId: string;
    pullRequest: number;
    commit: string | null;
    note: string | null;
  }[];
}
interface Waiting {
  id: string;
  taskId: string;
  kind: string;
  digest: string;
}

let system: FixSystem;
beforeAll(async () => {
  ({ stack: system } = await startSystem(() => ({ blog: false })).then(({ stack }) => ({
    stack: new FixSystem(stack),
  })));
});

async function upload(names: readonly string[]): Promise<Taken[]> {
  const form = new FormData();
  for (const name of names) form.append("files", new File([readFileSync(join(briefs, name))], name));
  const { stack } = system;
  const response = await fetch(`${stack.urls.worker}/api/projects/default/documents`, {
    method: "POST",
    headers: { authorization: `Bearer ${stack.apiToken}` },
    body: form,
  });
  expect(response.status).toBe(200);
  const body: { files: Taken[] } = await response.json();
  return body.files;
}

const delivery = async (taskId: string): Promise<DeliveryView> =>
  system.outside.api<DeliveryView>(`/api/deliveries/${taskId}`);

async function asked(taskId: string, kind: string): Promise<Waiting> {
  return waitFor(`${kind} to be asked about`, patienceMs, async () => {
    const { task } = await system.outside.task(taskId);
    if (task.failure) throw new Error(`${taskId} ended before: ${task.failure.message}`);
    const { approvals } = await system.outside.api<{ approvals: Waiting[] }>("/api/approvals");
    return approvals.find((one) => one.taskId === taskId && one.kind === kind) ?? null;
  });
}

async function approve({ id, digest }: Waiting): Promise<void> {
  await system.post("/api/approvals/decisions", { decisions: [{ id, digest, decision: "approved" }] });
}

/** Waits for a story to get into a state, and answers it. */
async function storyIn(
  taskId: string,
  title: string,
  state: string,
): Promise<DeliveryView["stories"][number]> {
  return waitFor(`${title} to be ${state}`, patienceMs, async () => {
    const { stories, requirements } = await delivery(taskId);
    const id = requirements?.stories.find((one) => one.title === title)?.id;
    const story = stories.find((one) => one.id === id);
    if (story?.state === "failed") throw new Error(`${title} has failed: ${story.note}`);
    return story?.state === state ? story : null;
  });
}

/** What CI's runner has really run of a pull request's head. */
async function ranFor(branch: string): Promise<{ name: string; conclusion: string | null } | null> {
  const { runs } = await system.outside.sandboxPage<{
    runs: { headBranch: string; event: string; name: string; status: string; conclusion: string | null }[];
  }>("github", "runs");
  return (
    runs.find(
      (run) => run.headBranch === branch && run.event === "pull_request" && run.status === "completed",
    ) ?? null
  );
}

describe("a brief of five documents", () => {
  it("becomes a plan whose every requirement is in the customer's words, after its contradiction was asked about", async () => {
    const taken = await upload(files);
    expect(taken.map(({ name, state }) => [name, state])).toEqual(files.map((name) => [name, "read"]));
    const { taskId } = await system.post<{ taskId: string }>("/api/deliveries", {
      title: "Room booking",
      project: "default",
      documents: taken.map(({ documentId }) => documentId),
      repository: { name: "acme/room-booking", isNew: true },
    });

    await system.taskIn(taskId, "waiting_reply");
    const open = await delivery(taskId);
    expect(open.requirements?.questions.map(({ kind }) => kind).toSorted()).toEqual(["conflict", "open"]);
    const conflict = open.requirements?.questions.find(({ kind }) => kind === "conflict");
    const nameOf = (id: string): string | undefined => open.documents.find((one) => one.id === id)?.name;
    expect(conflict?.citations.map(({ document, quote }) => [nameOf(document), quote])).toEqual([
      ["brief.pdf", "A booking can be cancelled until one hour before it begins."],
      ["call.vtt", "A booking can be cancelled until it begins, that is how people do it today."],
    ]);

    await system.post(`/api/tasks/${taskId}/replies`, {
      text: "Q1: a booking can be cancelled until it begins, and must not be cancelled later.\nQ2: everybody must be able to cancel somebody else's booking.",
    });
    const waiting = await asked(taskId, "delivery_plan");
    const planned = await delivery(taskId);
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

    await approve(waiting);
    const repository = await asked(taskId, "repository_create");
    const agreed = await delivery(taskId);
    expect(agreed.agreed).toBe(waiting.digest);
    const titles = new Map(agreed.requirements?.stories.map(({ id, title }) => [id, title]));
    expect(agreed.stories.map(({ id }) => titles.get(id))).toEqual([
      "See the rooms",
      "Book a room",
      "Cancel a booking",
      "No double bookings",
    ]);
    await approve(repository);

    for (const title of ["See the rooms", "Book a room"]) {
      const ready = await storyIn(taskId, title, "in_review");
      const pull = (await system.pulls()).find(
        (one) => one.repository === "acme/room-booking" && one.number === ready.pullRequest,
      );
      expect(pull).toMatchObject({ state: "open", head: ready.commit });
      expect(pull?.body).toContain("## Asked for by");
      expect(pull?.files.map(({ filename }) => filename)).not.toContain("PLAN.md");
      const run = await waitFor(`CI of ${title}`, patienceMs, async () => ranFor(`story/${ready.taskId}`));
      expect(run).toMatchObject({ conclusion: "success" });
      await system.outside.sandbox("github", "merge", {
        repository: "acme/room-booking",
        number: ready.pullRequest,
        login: "lena-f",
      });
      await storyIn(taskId, title, "merged");
    }
  });

  it("is asked for what is missing, by name, and begins nothing", async () => {
    const start = async (documents: string[], repository: object) =>
      system.post("/api/deliveries", { title: "Nothing", project: "default", documents, repository });
    const isNew = { name: "acme/nothing", isNew: true };
    await expect(start(["doc_nowhere"], isNew)).rejects.toThrow(/400.*default has no document doc_nowhere/);
    const [brief] = await upload(["brief.pdf"]);
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
