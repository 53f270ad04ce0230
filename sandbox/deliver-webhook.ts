/** A request as a service sends it to the app. */
export interface Webhook {
  headers: Record<string, string>;
  body: string;
}

export interface Delivery {
  at: string;
  /** What it was about, for people. */
  title: string;
  /** 0: no answer. */
  status: number;
  /** How long the app took to answer. */
  ms: number;
  /** The answer's beginning. */
  answer: string;
}

const patienceMs = 10_000;
const keptDeliveries = 50;

/** Sends webhooks to the app and remembers, newest first, what became of them. Nothing is sent again by itself. */
export class Deliveries {
  #newestFirst: Delivery[] = [];
  #underWay = new Set<Promise<Delivery>>();
  readonly #url: string | null;

  /** @param url the app's address for this service; null: nobody listens, so nothing is sent. */
  constructor(url: string | null) {
    this.#url = url;
  }

  list(): readonly Delivery[] {
    return this.#newestFirst;
  }

  clear(): void {
    this.#newestFirst = [];
  }

  async send(title: string, webhook: Webhook): Promise<Delivery> {
    const sending = this.#send(title, webhook);
    this.#underWay.add(sending);
    const delivery = await sending;
    this.#underWay.delete(sending);
    this.#newestFirst = [delivery, ...this.#newestFirst].slice(0, keptDeliveries);
    return delivery;
  }

  /** Waits for what is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #send(title: string, { headers, body }: Webhook): Promise<Delivery> {
    const at = new Date().toISOString();
    if (this.#url === null) return { at, title, status: 0, ms: 0, answer: "nobody listens" };
    const sentAt = performance.now();
    const passed = (): number => Math.round(performance.now() - sentAt);
    try {
      const signal = AbortSignal.timeout(patienceMs);
      const response = await fetch(this.#url, { method: "POST", headers, body, signal });
      const answer = (await response.text()).slice(0, 300);
      return { at, title, status: response.status, ms: passed(), answer };
    } catch (error) {
      console.error(`no answer from ${this.#url}: ${String(error)}`);
      return { at, title, status: 0, ms: passed(), answer: String(error) };
    }
  }
}
