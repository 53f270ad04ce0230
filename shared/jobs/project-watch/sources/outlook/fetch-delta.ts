import type { Person } from "../../../../domain/person.ts";
import type { WatchSignal } from "../../../../domain/watch/watch-signal.ts";
import type { GraphMailbox } from "../../../../integrations/graph/mail-client.ts";
import type { WireMessage } from "../../../../integrations/graph/schema.ts";
import type { Delta } from "../signal-source.ts";
import { readCheckpoint, readFrom, writeCheckpoint } from "./checkpoint.ts";
import type { KnownSignal } from "../known-signals.ts";
import { mailSignalId, signalOfMail, signalOfRemoval } from "./map.ts";
import { type Entry, readFolder } from "./read-folder.ts";
import { lookUp } from "../../../../platform/look-up.ts";

export interface OutlookLook {
  client: GraphMailbox;
  project: string;
  mailbox: string;
  folders: readonly string[];
  people: readonly Person[];
  now: () => number;
  /** Those of some signals that were told already, by their ids. */
  known: (ids: readonly string[]) => Promise<ReadonlyMap<string, KnownSignal>>;
}

/** Pages of one look: 200 mails. The next look goes on from there. */
const pagesALook = 4;

/** What has happened in a mailbox's folders since a checkpoint. A folder that can't be read doesn't keep the others. */
export async function fetchOutlookDelta(
  look: OutlookLook,
  checkpoint: string | null,
  since: number,
): Promise<Delta> {
  const began = look.now();
  const before = readCheckpoint(checkpoint, look.mailbox);
  const from = readFrom(before, since);
  const links: Record<string, string> = {};
  const read: { folder: string; entries: Entry[] }[] = [];
  const notes: string[] = [];
  const refused: string[] = [];
  let pages = pagesALook;
  let more = false;

  for (const folder of look.folders) {
    const link = (before && lookUp(before.folders, folder)) ?? null;
    const got =
      pages > 0 ? await readFolder(look.client, folder, { link, from }, pages) : { kind: "unread" as const };
    if (got.kind === "later" && read.length === 0)
      return { kind: "failed", error: got.error, afterMs: got.afterMs };
    if (got.kind === "refused") refused.push(`folder "${folder}" of ${look.mailbox}: ${got.error}`);
    if (got.kind === "read") {
      links[folder] = got.link;
      read.push({ folder, entries: got.entries });
      if (got.anew) notes.push(`the link of folder "${folder}" had expired: it was read anew`);
      pages -= got.pages;
      more ||= got.more;
      continue;
    }
    if (link !== null) links[folder] = link;
    if (got.kind !== "refused") more = true;
  }
  const note = notes.length === 0 ? null : notes.join("; ");
  const trouble = refused.join("; ");
  if (read.length === 0)
    return { kind: "failed", error: trouble || (note ?? "no folder is watched"), afterMs: null };

  const signals = await signalsOf(look, read);
  if (!Array.isArray(signals)) return signals;
  const unfinished = more && (before === null || before.since !== null);
  const next = { mailbox: look.mailbox, at: began, since: unfinished ? from : null, folders: links };
  return {
    kind: "delta",
    signals,
    items: [],
    checkpoint: writeCheckpoint(next),
    more,
    note,
    ...(trouble && { trouble }),
  };
}

/** The signals of what was read, each once, in the order in which they happened. */
async function signalsOf(
  look: OutlookLook,
  read: readonly { folder: string; entries: readonly Entry[] }[],
): Promise<WatchSignal[] | Extract<Delta, { kind: "failed" }>> {
  const mails = new Map<string, { message: WireMessage; folder: string }>();
  const gone = new Map<string, string>();
  for (const { folder, entries } of read)
    for (const entry of entries)
      if ("@removed" in entry) {
        gone.set(entry.id, folder);
        if (mails.get(entry.id)?.folder === folder) mails.delete(entry.id);
      } else mails.set(entry.id, { message: entry, folder });
  if (mails.size + gone.size === 0) return [];

  const toldOf = await look.known(
    [...mails.keys(), ...gone.keys()].map((id) => mailSignalId(look.project, id)),
  );
  const known = (id: string) => toldOf.get(mailSignalId(look.project, id));
  const signals: WatchSignal[] = [];
  for (const [id, { message, folder }] of mails) {
    if (known(id) || message.isDraft === true) continue;
    const attached = message.hasAttachments === true ? await look.client.attachments(id) : null;
    if (attached?.kind === "not_applied")
      return { kind: "failed", error: attached.error, afterMs: attached.afterMs };
    const names = attached?.kind === "answered" ? attached.value : [];
    const signal = signalOfMail(message, names, { ...look, folder });
    if (signal !== null) signals.push(signal);
  }
  for (const [id, folder] of gone) {
    const mail = known(id);
    // What has only moved to another watched folder is there.
    if (mail && !mails.has(id)) signals.push(signalOfRemoval(mail, { ...look, folder }, look.now()));
  }
  return signals.toSorted((a, b) => a.at - b.at);
}
