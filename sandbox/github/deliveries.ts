import { createHmac } from "node:crypto";
import type { Delivery, GithubState } from "./state.ts";

export interface DeliverOptions {
  /** Null: nobody listens, so nothing is sent. */
  signalboxUrl: string | null;
  webhookSecret: string;
}

/** GitHub waits so long for an answer, and never tries again by itself. */
const answerWithinMs = 10_000;

/** The webhooks that go out, each recorded with the answer that it got. */
export class Deliveries {
  readonly #options: DeliverOptions;
  readonly #state: GithubState;
  readonly #closed = new AbortController();

  constructor(options: DeliverOptions, state: GithubState) {
    this.#options = options;
    this.#state = state;
  }

  /** Sends an event in the background. */
  send(event: string, action: string, repository: string, payload: object): void {
    if (this.#options.signalboxUrl === null) return;
    const delivery: Delivery = {
      id: crypto.randomUUID(),
      event,
      action,
      repository,
      body: JSON.stringify(payload),
      deliveredAt: this.#state.moment(),
      status: null,
      redeliveries: 0,
    };
    this.#state.keepDelivery(delivery);
    void this.#post(delivery);
  }

  /** Sends one again under the same id, as the App's page offers. Null: there was none such. */
  async redeliver(id: string): Promise<Delivery | null> {
    const delivery = this.#state.deliveries.find((one) => one.id === id);
    if (!delivery) return null;
    delivery.redeliveries += 1;
    await this.#post(delivery);
    return delivery;
  }

  close(): void {
    this.#closed.abort();
  }

  async #post(delivery: Delivery): Promise<void> {
    const { signalboxUrl, webhookSecret } = this.#options;
    if (signalboxUrl === null) return;
    try {
      const response = await fetch(`${signalboxUrl}/webhooks/github`, {
        method: "POST",
        body: delivery.body,
        headers: {
          "content-type": "application/json",
          "user-agent": "GitHub-Hookshot/sandbox",
          "x-github-event": delivery.event,
          "x-github-delivery": delivery.id,
          "x-hub-signature-256": signatureOf(webhookSecret, delivery.body),
        },
        signal: AbortSignal.any([AbortSignal.timeout(answerWithinMs), this.#closed.signal]),
      });
      await response.body?.cancel();
      delivery.status = response.status;
    } catch (error) {
      if (!this.#closed.signal.aborted)
        console.error(`github: no answer from ${signalboxUrl}: ${String(error)}`);
      delivery.status = 0;
    }
  }
}

/** GitHub's proof that a body comes from it. */
function signatureOf(secret: string, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}
