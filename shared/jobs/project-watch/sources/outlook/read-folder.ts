import type { GraphMailbox, PageOutcome } from "../../../../integrations/graph/mail-client.ts";
import type { DeltaPage } from "../../../../integrations/graph/schema.ts";

export type Entry = DeltaPage["value"][number];

/** What a look at a folder came to. */
export type FolderLook =
  | {
      kind: "read";
      entries: Entry[];
      /** Where the next look begins. */
      link: string;
      /** There is more behind the link. */
      more: boolean;
      pages: number;
      /** Its link was known no more, so that it was read anew. */
      anew: boolean;
    }
  | { kind: "refused"; error: string }
  | { kind: "later"; error: string; afterMs: number };

/**
 * Reads a folder's pages from its link on, or back to `from` where it has none or Graph has forgotten it.
 * @param most so many pages.
 */
export async function readFolder(
  mailbox: GraphMailbox,
  folder: string,
  start: { link: string | null; from: number },
  most: number,
): Promise<FolderLook> {
  const begin = async (): Promise<PageOutcome> => mailbox.begin(folder, start.from);
  const entries: Entry[] = [];
  let { link } = start;
  let anew = false;
  for (let pages = 1; ; pages++) {
    let page: PageOutcome = link === null ? await begin() : await mailbox.follow(link);
    if (page.kind === "expired" && !anew) {
      anew = true;
      page = await begin();
    }
    switch (page.kind) {
      case "answered":
        break;
      case "expired":
        return { kind: "refused", error: "Graph forgets its links as soon as it gives them" };
      case "refused":
        return { kind: "refused", error: page.error };
      case "not_applied":
        // What was read so far counts, and goes on from there.
        if (link !== null && pages > 1)
          return { kind: "read", entries, link, more: true, pages: pages - 1, anew };
        return { kind: "later", error: page.error, afterMs: page.afterMs };
      case "lost":
        return { kind: "later", error: page.error, afterMs: 2000 };
    }
    entries.push(...page.value.value);
    const { next, delta } = page.value;
    if (delta !== undefined) return { kind: "read", entries, link: delta, more: false, pages, anew };
    if (next === undefined) return { kind: "refused", error: "Graph gave no link" };
    link = next;
    if (pages >= most) return { kind: "read", entries, link, more: true, pages, anew };
  }
}
