import { isObject } from "../../sandbox/json.ts";
import type { Message } from "../../sandbox/slack/state.ts";
import type { Stack } from "../stack/stack.ts";
import { AskedTooMuch } from "../stack/wait.ts";

export interface TimelineEntry {
  at: string;
  type: string;
  summary: string;
  data: Record<string, unknown>;
}

export interface TaskView {
  task: {
    id: string;
    status: string;
    title: string | null;
    result: { url: string } | null;
    failure: { code: string; message: string } | null;
  };
  timeline: TimelineEntry[];
  approvals: { id: string; kind: string; status: string; digest: string; decidedBy: string | null }[];
  effects: { kind: string; state: string; attempts: number; result: Record<string, string> | null }[];
  cost: { usd: number; inputTokens: number; outputTokens: number; cachedTokens: number; calls: number };
}

/** The system as somebody outside sees it: the Worker's API, the sandbox's Slack, the blog. */
export class Outside {
  readonly #stack: Pick<Stack, "urls" | "apiToken">;

  constructor(stack: Pick<Stack, "urls" | "apiToken">) {
    this.#stack = stack;
  }

  async say(
    user: string,
    text: string,
    thread_ts?: string,
  ): Promise<{ ts: string; deliveries: { event_id: string; type: string; status: number; ms: number }[] }> {
    return this.#person("message", { user, channel: "C0CONTENT", text, ...(thread_ts ? { thread_ts } : {}) });
  }

  async redeliver(event_id: string, repeat: number): Promise<{ deliveries: { status: number }[] }> {
    return this.#person("event", { event_id, repeat });
  }

  async click(
    user: string,
    message: Message,
    action_id: string,
    /** Where the button stands, if several are alike. */
    block_id?: string,
  ): Promise<{ ok: boolean; status: number; ms: number; view: { id: string } | null }> {
    return this.#person("click", {
      user,
      channel: message.channel,
      ts: message.ts,
      action_id,
      ...(block_id === undefined ? {} : { block_id }),
    });
  }

  async submit(user: string, view_id: string, values: object): Promise<{ ok: boolean; body: string }> {
    return this.#person("submit", { user, view_id, values });
  }

  async messages(channel = "C0CONTENT"): Promise<Message[]> {
    const { messages } = await json<{ messages: Message[] }>(
      `${this.#stack.urls.slack}/_people/messages?channel=${channel}`,
    );
    return messages;
  }

  /** Does something as a person would on a page of one of the sandbox's services. */
  async sandbox(service: "sentry" | "github" | "jira" | "recall", act: string, body: object): Promise<void> {
    await json(`${this.#stack.urls.sandbox}/${service}/_people/${act}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  async sandboxPage<T>(
    service: "sentry" | "github" | "jira" | "recall" | "mail" | "bluesky" | "linkedin" | "threads",
    list: string,
  ): Promise<T> {
    return json(`${this.#stack.urls.sandbox}/${service}/_people/${list}`);
  }

  /** The newest task of a kind. */
  async taskOfKind(kind: string): Promise<{ id: string } | undefined> {
    const { tasks } = await this.api<{ tasks: { id: string }[] }>(`/api/tasks?kind=${kind}`);
    return tasks[0];
  }

  async signals(): Promise<
    { id: string; kind: string; status: string; reason: string | null; taskId: string | null }[]
  > {
    const { signals } = await this.api<{ signals: Awaited<ReturnType<Outside["signals"]>> }>(
      "/api/signals?limit=100",
    );
    return signals;
  }

  async tasks(): Promise<{ id: string; signalId: string; status: string }[]> {
    const { tasks } = await this.api<{ tasks: { id: string; signalId: string; status: string }[] }>(
      "/api/tasks?limit=100",
    );
    return tasks;
  }

  /** All tasks, newest first, page by page. */
  async *everyTask(): AsyncGenerator<{ id: string; signalId: string }> {
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { tasks: { id: string; signalId: string }[]; nextCursor: string | null } = await this.api(
        `/api/tasks?limit=100${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      yield* page.tasks;
      cursor = page.nextCursor;
    }
  }

  async task(id: string): Promise<TaskView> {
    return this.api(`/api/tasks/${id}`);
  }

  /** The chain from signal to effect in plain words. */
  async why(id: string): Promise<{ at: string; step: string; words: string }[]> {
    const { chain } = await this.api<{ chain: { at: string; step: string; words: string }[] }>(
      `/api/tasks/${id}/why`,
    );
    return chain;
  }

  async api<T>(path: string): Promise<T> {
    return json(`${this.#stack.urls.worker}${path}`, {
      headers: { authorization: `Bearer ${this.#stack.apiToken}` },
    });
  }

  async #person<T>(what: string, body: object): Promise<T> {
    return json(`${this.#stack.urls.slack}/_people/${what}`, { method: "POST", body: JSON.stringify(body) });
  }
}

async function json<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, init);
  if (!response.ok) {
    const words = `${url} answered ${response.status}: ${await response.text()}`;
    const after = Number(response.headers.get("retry-after"));
    throw after > 0 ? new AskedTooMuch(words, after * 1000) : new Error(words);
  }
  return JSON.parse(await response.text());
}

/** The message in a thread that carries a button. */
export function messageWithButton(
  messages: readonly Message[],
  thread: string,
  actionId: string,
): Message | undefined {
  return messages.findLast(
    (message) =>
      message.thread_ts === thread &&
      message.blocks?.some(
        (block) =>
          Array.isArray(block["elements"]) &&
          block["elements"].some((one: unknown) => isObject(one) && one["action_id"] === actionId),
      ),
  );
}
