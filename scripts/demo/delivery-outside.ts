import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Design } from "../../shared/domain/delivery/design.ts";
import type { Requirements } from "../../shared/domain/delivery/requirement.ts";
import { projectRoot } from "../stack/dev-vars.ts";
import type { Stack } from "../stack/stack.ts";
import { waitFor } from "../stack/wait.ts";
import { Outside } from "./outside.ts";
import { patienceMs } from "./patience.ts";

const briefs = join(projectRoot, "sandbox/briefs/room-booking");
/** The documents of the brief that is shipped: they contradict each other in one point, and leave one thing open. */
export const briefFiles = ["brief.pdf", "workshop.docx", "call.vtt", "mails.eml", "chat.json"];
/** What the customer says to that. */
export const briefAnswers =
  "Q1: a booking can be cancelled until it begins, and must not be cancelled later.\nQ2: everybody must be able to cancel somebody else's booking.";

/** A document that was brought, or turned away. */
export interface TakenDocument {
  name: string;
  documentId: string | null;
  state: string;
  reason: string | null;
}

/** A story of a delivery where it stands. */
export interface StoryView {
  id: string;
  state: string;
  taskId: string;
  pullRequest: number;
  url: string | null;
  commit: string | null;
  note: string | null;
  tests: string[];
}

export interface DeliveryView {
  stage: string;
  documents: { id: string; version: number; name: string }[];
  requirements: Requirements | null;
  design: Design | null;
  agreed: string | null;
  foundation: string | null;
  stories: StoryView[];
}

/** Something that waits for people. */
export interface Waiting {
  id: string;
  taskId: string;
  kind: string;
  digest: string;
}

/** A delivery as somebody outside has it made and looks at it: by the API, and on the sandbox's GitHub. */
export class DeliveryOutside {
  readonly outside: Outside;
  readonly #stack: Pick<Stack, "urls" | "apiToken">;

  constructor(stack: Stack) {
    this.outside = new Outside(stack);
    this.#stack = stack;
  }

  /** Brings documents of the shipped brief to a project. */
  async bring(names: readonly string[], project = "default"): Promise<TakenDocument[]> {
    const form = new FormData();
    for (const name of names) form.append("files", new File([readFileSync(join(briefs, name))], name));
    const { files } = await this.#send<{ files: TakenDocument[] }>(
      "POST",
      `/api/projects/${project}/documents`,
      form,
    );
    return files;
  }

  async start(
    title: string,
    documents: readonly string[],
    repository: { name: string; isNew: boolean },
  ): Promise<string> {
    const body = { title, project: "default", documents, repository };
    return (await this.post<{ taskId: string }>("/api/deliveries", body)).taskId;
  }

  async post<T>(path: string, body: object = {}): Promise<T> {
    return this.#send("POST", path, JSON.stringify(body));
  }

  async view(taskId: string): Promise<DeliveryView> {
    return this.outside.api<DeliveryView>(`/api/deliveries/${taskId}`);
  }

  /** Waits for something to be asked about. @throws when the task has ended before. */
  async asked(taskId: string, kind: string): Promise<Waiting> {
    return this.#wait(taskId, `${kind} to be asked about`, async () => {
      const { approvals } = await this.outside.api<{ approvals: Waiting[] }>("/api/approvals?limit=100");
      return approvals.find((one) => one.taskId === taskId && one.kind === kind) ?? null;
    });
  }

  async approve({ id, digest }: Waiting): Promise<void> {
    await this.post(`/api/approvals/${id}/decisions`, { digest, decision: "approved" });
  }

  /** Waits for a story to get into a state. @throws when it, or its delivery, fails instead. */
  async storyIn(taskId: string, title: string, state: string): Promise<StoryView> {
    const story = await this.#wait(taskId, `${title} to be ${state}`, async () => {
      const { stories, requirements } = await this.view(taskId);
      const id = requirements?.stories.find((one) => one.title === title)?.id;
      const now = stories.find((one) => one.id === id);
      return now?.state === state || now?.state === "failed" ? now : null;
    });
    if (story.state !== state) throw new Error(`${title} has failed: ${story.note}`);
    return story;
  }

  /** Waits for what CI's runner says of a story's head, having really run it. */
  async ciOf({ taskId, commit }: StoryView): Promise<{ name: string; conclusion: string | null }> {
    return waitFor(`CI on ${commit}`, patienceMs, async () => {
      const { runs } = await this.outside.sandboxPage<{
        runs: {
          headBranch: string;
          headSha: string;
          event: string;
          name: string;
          status: string;
          conclusion: string | null;
        }[];
      }>("github", "runs");
      const its = runs.filter(
        (run) =>
          run.headBranch === `story/${taskId}` && run.headSha === commit && run.event === "pull_request",
      );
      return its.find(({ status }) => status === "completed") ?? null;
    });
  }

  /** Somebody merges a story's pull request on GitHub. */
  async merge(repository: string, { pullRequest }: StoryView, login = "lena-f"): Promise<void> {
    await this.outside.sandbox("github", "merge", { repository, number: pullRequest, login });
  }

  /** Waits for something about a delivery; one that has failed ends the wait. */
  async #wait<T>(taskId: string, what: string, look: () => Promise<T | null>): Promise<T> {
    const { seen, failure } = await waitFor(what, patienceMs, async () => {
      const found = await look();
      const { task } = await this.outside.task(taskId);
      return found !== null || task.failure ? { seen: found, failure: task.failure } : null;
    });
    if (seen === null) throw new Error(`${taskId} ended before ${what}: ${failure?.message}`);
    return seen;
  }

  async #send<T>(method: string, path: string, body: string | FormData): Promise<T> {
    const response = await fetch(`${this.#stack.urls.worker}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#stack.apiToken}`, "idempotency-key": randomUUID() },
      body,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  }
}
