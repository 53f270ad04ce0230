import { z } from "zod";
import type { JsonObject } from "../json.ts";
import { Refusals } from "./refusals.ts";

export interface Message {
  channel: string;
  ts: string;
  thread_ts?: string | undefined;
  user: string;
  bot_id?: string | undefined;
  text: string;
  blocks?: JsonObject[] | undefined;
  metadata?: JsonObject | undefined;
  edited?: { user: string; ts: string } | undefined;
  reactions?: { name: string; users: string[] }[] | undefined;
  ephemeral_to?: string | undefined;
}

type Listener = (message: Message | undefined) => void;

export interface OpenView {
  id: string;
  user: string;
  trigger_id: string;
  view: JsonObject;
}

export const team = "T0SANDBOX";
export const bot = {
  id: "U0SIGNALBOX",
  name: "signalbox",
  bot_id: "B0SIGNALBOX",
  app: "A0SIGNALBOX",
} as const;

export const people = [
  { id: "U0PRIYA", name: "Priya Raman", handle: "priya", title: "Product marketing" },
  { id: "U0MAYA", name: "Maya Ortiz", handle: "maya", title: "Editor in chief" },
  { id: "U0LENA", name: "Lena Fischer", handle: "lena", title: "Managing editor" },
  { id: "U0JONAS", name: "Jonas Berg", handle: "jonas", title: "Engineer" },
] as const;

export const channels = [
  { id: "C0CONTENT", name: "content" },
  { id: "C0GENERAL", name: "general" },
  { id: "C0ENGINEERING", name: "engineering" },
  { id: "C0FEEDBACK", name: "feedback" },
] as const;

const kept = z.object({ messages: z.array(z.custom<Message>()), counter: z.number() });

/** Everything that the stand-in for Slack remembers. */
export class SlackState {
  messages: Message[] = [];
  views: OpenView[] = [];
  readonly refusals = new Refusals();
  /** trigger id → when it was made, epoch milliseconds. */
  triggers = new Map<string, number>();
  #counter = 0;
  #listeners = new Set<Listener>();

  /** Unique and growing, also over a restart. */
  nextTs(): string {
    this.#counter += 1;
    return `${Math.floor(Date.now() / 1000)}.${String(this.#counter).padStart(6, "0")}`;
  }

  nextId(prefix: string): string {
    this.#counter += 1;
    return `${prefix}${Date.now().toString(36).toUpperCase()}${this.#counter}`;
  }

  find(channel: string, ts: string): Message | undefined {
    return this.messages.find((message) => message.channel === channel && message.ts === ts);
  }

  /** Tells the listeners; a message that is new or edited comes along. */
  changed(message?: Message): void {
    for (const listener of this.#listeners) listener(message);
  }

  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  reset(): void {
    this.messages = [];
    this.views = [];
    this.refusals.reset();
    this.triggers.clear();
    this.changed();
  }

  snapshot(): unknown {
    return { messages: this.messages, counter: this.#counter };
  }

  restore(snapshot: unknown): void {
    const parsed = kept.safeParse(snapshot);
    if (!parsed.success) return;
    this.messages = parsed.data.messages;
    this.#counter = parsed.data.counter;
  }
}
