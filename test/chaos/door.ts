import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import type { Stack } from "../../scripts/stack/stack.ts";

const answerWithinMs = 10_000;
const againAfterMs = 400;

/** What a request came to; null: no answer, or one that says "later". */
type Answered = { status: number; body: unknown } | null;

/** How people and machines outside reach the system: requests that may find nobody at home. */
export class Door {
  readonly #stack: Pick<Stack, "urls" | "apiToken">;
  readonly #signal: AbortSignal;

  constructor(stack: Pick<Stack, "urls" | "apiToken">, signal: AbortSignal) {
    this.#stack = stack;
    this.#signal = signal;
  }

  /** One request to the Worker's API as "you". */
  async api(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    return this.#request(`${this.#stack.urls.worker}${path}`, body, {
      authorization: `Bearer ${this.#stack.apiToken}`,
      ...headers,
    });
  }

  /** Asks the API again and again until it answers, as people do. */
  async insist(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<NonNullable<Answered>> {
    for (;;) {
      const answer = await this.api(path, body, headers);
      if (answer !== null) return answer;
      await this.pause(againAfterMs);
    }
  }

  /** Reads from the API, however long that takes. */
  async read<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const { status, body } = await this.insist(path);
    if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
    return schema.parse(body);
  }

  /** A request to the sandbox, which is never killed. */
  async sandbox<T>(
    path: string,
    schema: z.ZodType<T>,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<T> {
    const answer = await this.#request(`${this.#stack.urls.sandbox}${path}`, body, headers ?? {});
    if (answer === null || answer.status >= 300)
      throw new Error(`the sandbox answered ${JSON.stringify(answer)} to ${path}`);
    return schema.parse(answer.body);
  }

  /** Ends early, with the reason, when the run does. */
  async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#signal });
  }

  async #request(url: string, body: unknown, headers: Record<string, string>): Promise<Answered> {
    this.#signal.throwIfAborted();
    try {
      const response = await fetch(url, {
        ...(body === undefined
          ? {}
          : { method: "POST", body: body instanceof FormData ? body : JSON.stringify(body) }),
        headers,
        signal: AbortSignal.any([this.#signal, AbortSignal.timeout(answerWithinMs)]),
      });
      const text = await response.text();
      if (response.status >= 500) return null;
      return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
    } catch {
      // Killed under way, or not up: whoever asked decides whether to ask again.
      this.#signal.throwIfAborted();
      return null;
    }
  }
}
