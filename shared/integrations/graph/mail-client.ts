import type { Outside } from "../../platform/config.ts";
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

/** One mailbox in Microsoft Graph, as far as Signalbox reads it. Never retries by itself. */
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
