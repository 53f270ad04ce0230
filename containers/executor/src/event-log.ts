import { EventEmitter, on } from "node:events";
import type { AssignmentEventBody, NumberedEvent } from "../../../shared/executor/protocol.ts";

const mostLines = 4000;

/** What has happened in one assignment, for whoever follows it, from any point on. */
export class EventLog {
  #events: NumberedEvent[] = [];
  #lines = 0;
  #seq = 0;
  #ended = false;
  readonly #secrets: readonly string[];
  readonly #now: () => number;
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  /** No text of an event ever holds one of the `secrets`. */
  constructor(secrets: readonly string[], now: () => number) {
    this.#secrets = secrets;
    this.#now = now;
  }

  get seq(): number {
    return this.#seq;
  }

  add(event: AssignmentEventBody): void {
    if (this.#ended) return;
    this.#seq += 1;
    this.#events.push({ seq: this.#seq, at: this.#now(), event: this.scrub(event) });
    if (event.type === "line") this.#lines += 1;
    if (event.type === "ended") this.#ended = true;
    if (this.#lines > mostLines) this.#forgetOldLines();
    this.#emitter.emit("event");
  }

  /** The events after one, and then each as it comes, until the assignment's end. */
  async *follow(after: number, signal: AbortSignal): AsyncGenerator<NumberedEvent> {
    // Listening begins before the first look, so that nothing falls between them.
    const news = on(this.#emitter, "event", { signal });
    let seen = after;
    try {
      for (;;) {
        for (const event of this.#events.filter(({ seq }) => seq > seen)) {
          yield event;
          seen = event.seq;
        }
        if (this.#ended && seen >= this.#seq) return;
        await news.next();
      }
    } finally {
      await news.return?.();
    }
  }

  /** The same value with each secret in its texts replaced. */
  scrub<T>(value: T): T;
  scrub(value: unknown): unknown {
    if (typeof value === "string")
      return this.#secrets.reduce((text, secret) => text.replaceAll(secret, "[secret]"), value);
    if (Array.isArray(value)) return value.map((item) => this.scrub(item));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.scrub(member)]));
  }

  /** Lines are many and of use only to whoever is watching; all else is evidence and stays. */
  #forgetOldLines(): void {
    let toForget = mostLines / 2;
    this.#events = this.#events.filter(({ event }) => event.type !== "line" || toForget-- <= 0);
    this.#lines -= mostLines / 2;
  }
}
