import { z } from "zod";
import { type Message, messageView, outlookId } from "./message.ts";
import type { Folder, GraphState } from "./state.ts";

/** What a link remembers; nobody but the stand-in reads it. */
const tokenSchema = z.object({
  generation: z.number(),
  folder: z.string(),
  select: z.array(z.string()),
  /** Messages that were received before are not told of. */
  from: z.string(),
  /** Changes so far are told of, or will be by the pages of the first round. */
  seq: z.number(),
  /** Where the next page begins: how many messages of the first round, or which change; null: nothing is open. */
  at: z.number().nullable(),
  /** The first round lists what there is, later ones tell of changes. */
  first: z.boolean(),
});
type Token = z.infer<typeof tokenSchema>;

export type Page =
  | { kind: "page"; value: object[]; param: "$skiptoken" | "$deltatoken"; token: string }
  | { kind: "expired" }
  | { kind: "malformed" };

/** Begins a round: what lies in a folder. */
export function beginDelta(
  state: GraphState,
  folder: Folder,
  select: string[],
  from: string,
  page: PageForm,
): Page {
  const { generation, seq } = state;
  return pageOf(state, { generation, folder: folder.id, select, from, seq, at: 0, first: true }, page);
}

/** Goes on where a token says. */
export function continueDelta(state: GraphState, folder: Folder, token: string, page: PageForm): Page {
  const parsed = tokenSchema.safeParse(decoded(token));
  if (!parsed.success || parsed.data.folder !== folder.id) return { kind: "malformed" };
  if (parsed.data.generation !== state.generation) return { kind: "expired" };
  return pageOf(state, parsed.data, page);
}

export interface PageForm {
  size: number;
  immutable: boolean;
}

function pageOf(state: GraphState, token: Token, { size, immutable }: PageForm): Page {
  const view = (message: Message) => selected(message, token.select, immutable);
  const all = token.first
    ? state.messages.filter((one) => one.folder === token.folder && one.received >= token.from).map(view)
    : changesSince(state, token, immutable, view);
  const begin = token.at ?? 0;
  const value = all.slice(begin, begin + size);
  const repeated = value[0];
  if (repeated && state.trouble.duplicates > 0) {
    state.trouble.duplicates -= 1;
    value.push(repeated);
  }
  const more = begin + size < all.length;
  const next: Token = more
    ? { ...token, at: begin + size }
    : { ...token, at: null, first: false, seq: token.first ? token.seq : state.seq };
  return { kind: "page", value, param: more ? "$skiptoken" : "$deltatoken", token: encoded(next) };
}

/** Each message that has changed, once, as it is now. */
function changesSince(
  state: GraphState,
  { folder, seq, from }: Token,
  immutable: boolean,
  view: (message: Message) => object,
): object[] {
  const ids = new Set(
    state.changes.filter((one) => one.seq > seq && one.folder === folder).map((one) => one.id),
  );
  return [...ids].flatMap((id) => {
    const message = state.messages.find((one) => one.id === id && one.folder === folder);
    if (message) return message.received >= from ? [view(message)] : [];
    const shown = immutable ? id : mutableId(id, folder);
    return [{ "@odata.type": "#microsoft.graph.message", id: shown, "@removed": { reason: "deleted" } }];
  });
}

/** A message with the selected members only. */
export function selected(message: Message, select: readonly string[], immutable: boolean): object {
  const view = Object.entries(messageView(message)).filter(([name]) => select.includes(name));
  return {
    "@odata.etag": `W/"${outlookId("CQ", message.id, message.modified).slice(0, 30)}"`,
    id: immutable ? message.id : mutableId(message.id, message.folder),
    ...Object.fromEntries(view),
  };
}

/** Without being asked for others, Outlook gives ids that change with the folder. */
export function mutableId(id: string, folder: string): string {
  return outlookId("AAMk", id, folder);
}

function encoded(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString("base64url");
}

function decoded(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, "base64url").toString());
  } catch {
    // Not one of ours.
    return null;
  }
}
