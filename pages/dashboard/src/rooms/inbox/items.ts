/** What the inbox's addresses lead to: /inbox/<approval>, /inbox/bundle~<bundle>, /inbox/effect~<action>, /inbox/question~<task>, /inbox/notice~<place>. */
export type ItemRef =
  | { kind: "approval"; id: string }
  | { kind: "bundle"; id: string }
  | { kind: "effect"; id: string }
  | { kind: "question"; id: string }
  | { kind: "notice"; id: string };

/** The last part of an item's address. */
export function slugOf({ kind, id }: ItemRef): string {
  return kind === "approval" ? id : `${kind}~${id}`;
}

export function itemOf(slug: string): ItemRef {
  const [kind, ...rest] = slug.split("~");
  const id = rest.join("~");
  if (kind === "bundle" || kind === "effect" || kind === "question" || kind === "notice") return { kind, id };
  return { kind: "approval", id: slug };
}

export function addressOfItem(slug: string): string {
  return `/inbox/${encodeURIComponent(slug)}`;
}

/** The item one step further in the list; from nowhere it is the first one, at the ends it stays. */
export function stepFrom(slugs: readonly string[], from: string | undefined, by: 1 | -1): string | undefined {
  const at = from === undefined ? -1 : slugs.indexOf(from);
  if (at === -1) return slugs[0];
  return slugs[Math.min(Math.max(at + by, 0), slugs.length - 1)];
}

/**
 * What to look at when an item is done with: the one that came after it in the list as it was, else the one before, as
 * far as they are there still. Undefined at the end of the work.
 */
export function nextAfter(then: readonly string[], now: readonly string[], done: string): string | undefined {
  const at = then.indexOf(done);
  if (at === -1) return undefined;
  const isThere = (slug: string): boolean => now.includes(slug);
  return then.slice(at + 1).find(isThere) ?? then.slice(0, at).findLast(isThere);
}
