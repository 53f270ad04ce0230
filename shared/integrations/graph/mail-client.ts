import type { Outside } from "../../platform/config.ts";
import type { Mail } from "../mail/mail.ts";
import { type CallOutcome, mapAnswer } from "../call.ts";
import * as wire from "./schema.ts";
import { openGraph } from "./session.ts";

/** What a page of a delta came to. `expired`: its link is known no more, and everything has to be read anew. */
export type PageOutcome = CallOutcome<wire.DeltaPage> | { kind: "expired" };

/** Names by which Graph says that the state behind a link is gone. */
const expiries: ReadonlySet<string> = new Set([
  "SyncStateNotFound",
  "SyncStateInvalid",
  "resyncRequired",
  "ResyncRequired",
]);
const pageSize = 50;

/** The extended property that marks a mail as the effect of an action. */
const mark = "String {0b6b6a8e-6f0b-4c2e-9a57-5d5c1a0f7e31} Name signalbox.action";

/** One mailbox in Microsoft Graph, as far as Signalbox reads it and sends from it. Never retries by itself. */
export function graphMailbox(outside: Outside, mailbox: string) {
  const graph = openGraph(outside);
  const root = `users/${encodeURIComponent(mailbox)}`;
  const folderPath = (folder: string): string => `${root}/mailFolders/${encodeURIComponent(folder)}`;

  return {
    /** A page by the link that the one before has given, whole as it came. */
    follow: async (link: string): Promise<PageOutcome> => {
      if (!graph.isOurs(link)) return { kind: "expired" };
      const page = await graph.call({ path: link, answer: wire.deltaPage, pageSize });
      if (page.kind === "refused" && (page.status === 410 || expiries.has(page.code ?? "")))
        return { kind: "expired" };
      return checked(page, graph.isOurs);
    },

    /** The first page of what a folder has, back to a time in epoch milliseconds by when it was received. */
    begin: async (folder: string, since: number): Promise<CallOutcome<wire.DeltaPage>> => {
      const query = new URLSearchParams({
        $select: wire.messageFields,
        $filter: `receivedDateTime ge ${new Date(since).toISOString()}`,
      });
      const path = `${folderPath(folder)}/messages/delta?${query.toString()}`;
      return checked(await graph.call({ path, answer: wire.deltaPage, pageSize }), graph.isOurs);
    },

    /** The names of what is attached to a message. */
    attachments: async (id: string): Promise<CallOutcome<string[]>> => {
      const path = `${root}/messages/${encodeURIComponent(id)}/attachments?$select=name`;
      return mapAnswer(await graph.call({ path, answer: wire.attachments }), ({ value }) =>
        value.flatMap(({ name }) => name || []),
      );
    },

    /** How many mails a folder has. */
    folder: async (folder: string) =>
      graph.call({
        path: `${folderPath(folder)}?$select=id,displayName,totalItemCount`,
        answer: wire.folder,
      }),

    /** The mail that is marked with a key, wherever it lies: what was sent before what is still a draft; null: there is none. */
    findMarked: async (key: string): Promise<CallOutcome<wire.Draft | null>> => {
      const query = new URLSearchParams({
        $filter: `singleValueExtendedProperties/any(ep: ep/id eq '${mark}' and ep/value eq '${key.replaceAll("'", "''")}')`,
        $select: "id,isDraft",
      });
      const path = `${root}/messages?${query.toString()}`;
      return mapAnswer(
        await graph.call({ path, answer: wire.drafts }),
        ({ value }) => value.find(({ isDraft }) => !isDraft) ?? value[0] ?? null,
      );
    },

    /** Makes a draft that is marked with a key. */
    draft: async ({ to, subject, text }: Mail, key: string): Promise<CallOutcome<wire.Draft>> =>
      graph.call({
        path: `${root}/messages`,
        body: {
          subject,
          body: { contentType: "text", content: text },
          toRecipients: to.map((address) => ({ emailAddress: { address } })),
          singleValueExtendedProperties: [{ id: mark, value: key }],
        },
        answer: wire.draft,
      }),

    /** Sends a draft, which then lies among what was sent, under the same id. */
    send: async (id: string): Promise<CallOutcome<null>> =>
      graph.call({ path: `${root}/messages/${encodeURIComponent(id)}/send`, body: {}, answer: wire.nothing }),
  };
}
export type GraphMailbox = ReturnType<typeof graphMailbox>;

/** A page whose link leads elsewhere is none: the next call would take our token there. */
function checked(
  page: CallOutcome<wire.DeltaPage>,
  isOurs: (link: string) => boolean,
): CallOutcome<wire.DeltaPage> {
  if (page.kind !== "answered") return page;
  const link = page.value.next ?? page.value.delta ?? "";
  return isOurs(link) ? page : { kind: "refused", error: "Graph gave a link to another host" };
}
