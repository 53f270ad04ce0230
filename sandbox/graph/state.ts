import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Message, messageSchema, outlookId } from "./message.ts";

/** Folders that every mailbox has, by the names under which they may be asked for. */
const wellKnown: Record<string, string> = {
  inbox: "Inbox",
  sentitems: "Sent Items",
  drafts: "Drafts",
  archive: "Archive",
  deleteditems: "Deleted Items",
  junkemail: "Junk Email",
};
const seededMailboxes = ["atlas@signalbox.example", "crew@signalbox.example"];

const folderSchema = z.object({ id: z.string(), mailbox: z.string(), name: z.string() });
export type Folder = z.infer<typeof folderSchema>;

/** A message has come into a folder, has changed there, or has left it. */
const changeSchema = z.object({ seq: z.number(), folder: z.string(), id: z.string() });

const kept = z.object({
  mailboxes: z.array(z.string()),
  folders: z.array(folderSchema),
  messages: z.array(messageSchema),
  changes: z.array(changeSchema),
  seq: z.number(),
  generation: z.number(),
  tokens: z.array(z.object({ token: z.string(), until: z.number() })),
});

const keptChanges = 20_000;
const keptTokens = 100;

/** What trouble is asked for: links that are known no more, messages that come twice. */
export interface Trouble {
  /** How links of an earlier generation are refused. */
  expired: "gone" | "lost";
  /** Pages on which a message is told of twice. */
  duplicates: number;
}

/** Everything that the stand-in for Microsoft Graph remembers. */
export class GraphState {
  mailboxes: string[] = [];
  folders: Folder[] = [];
  messages: Message[] = [];
  changes: z.infer<typeof changeSchema>[] = [];
  seq = 0;
  /** Links of an earlier one have expired. */
  generation = 1;
  trouble: Trouble = { expired: "gone", duplicates: 0 };
  #tokens: { token: string; until: number }[] = [];
  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
    this.reset();
  }

  addMailbox(address: string): void {
    if (this.mailboxes.includes(address)) return;
    this.mailboxes.push(address);
    for (const name of Object.values(wellKnown)) this.addFolder(address, name);
  }

  addFolder(mailbox: string, name: string): Folder {
    const folder = { id: outlookId("AQMk", mailbox, name), mailbox, name };
    this.folders.push(folder);
    return folder;
  }

  /** A folder by its well-known name or its id, as the API takes them. */
  folder(mailbox: string, asked: string): Folder | undefined {
    const name = wellKnown[asked.toLowerCase()];
    return this.folders.find(
      (one) => one.mailbox === mailbox && (name === undefined ? one.id === asked : one.name === name),
    );
  }

  /** The same by whatever name people have for it; made where there is none. */
  folderFor(mailbox: string, asked: string): Folder {
    const named = this.folders.find((one) => one.mailbox === mailbox && one.name === asked);
    return this.folder(mailbox, asked) ?? named ?? this.addFolder(mailbox, asked);
  }

  find(mailbox: string, id: string): Message | undefined {
    return this.messages.find((one) => one.id === id && one.mailbox === mailbox);
  }

  add(message: Omit<Message, "id" | "created" | "modified">): Message {
    const at = new Date(this.now()).toISOString();
    const id = outlookId("AAkA", message.mailbox, message.internetMessageId, randomUUID());
    const added = { ...message, id, created: at, modified: at };
    this.messages.push(added);
    this.#changed(added.folder, id);
    return added;
  }

  move(message: Message, folder: Folder): void {
    this.#changed(message.folder, message.id);
    message.folder = folder.id;
    message.modified = new Date(this.now()).toISOString();
    this.#changed(folder.id, message.id);
  }

  /** For good: it isn't among the deleted items either. */
  remove(message: Message): void {
    this.messages = this.messages.filter((one) => one !== message);
    this.#changed(message.folder, message.id);
  }

  issue(seconds: number): string {
    const token = `eyJ0eXAiOiJKV1QiLCJub25jZSI6.${randomUUID()}.${randomUUID()}`;
    this.#tokens = [...this.#tokens, { token, until: this.now() + seconds * 1000 }].slice(-keptTokens);
    return token;
  }

  isIssued(token: string): boolean {
    return this.#tokens.some((one) => one.token === token && this.now() < one.until);
  }

  revoke(): void {
    this.#tokens = [];
  }

  reset(): void {
    this.mailboxes = [];
    this.folders = [];
    this.messages = [];
    this.changes = [];
    this.seq = 0;
    this.generation += 1;
    this.trouble = { expired: "gone", duplicates: 0 };
    this.#tokens = [];
    for (const address of seededMailboxes) this.addMailbox(address);
  }

  snapshot(): unknown {
    const { mailboxes, folders, messages, changes, seq, generation } = this;
    return { mailboxes, folders, messages, changes, seq, generation, tokens: this.#tokens };
  }

  restore(snapshot: unknown): void {
    const parsed = kept.safeParse(snapshot);
    if (!parsed.success) return;
    const { tokens, ...rest } = parsed.data;
    Object.assign(this, rest);
    this.#tokens = tokens;
  }

  #changed(folder: string, id: string): void {
    this.seq += 1;
    this.changes = [...this.changes, { seq: this.seq, folder, id }].slice(-keptChanges);
  }
}
