import { slugOf } from "../items.ts";

/** A row of the inbox: one approval, or all that are asked about together. */
export interface InboxRow<A> {
  slug: string;
  /** Null: it is asked about alone. */
  bundle: string | null;
  approvals: readonly [A, ...A[]];
}

/** Approvals as rows: those of a bundle are one, where the first of them stands. One that is left of a bundle is still it. */
export function rowsOf<A extends { id: string; bundle: string | null }>(
  approvals: readonly A[],
): InboxRow<A>[] {
  const rows = new Map<string, InboxRow<A>>();
  for (const approval of approvals) {
    const { id, bundle } = approval;
    const slug = slugOf(bundle === null ? { kind: "approval", id } : { kind: "bundle", id: bundle });
    const [first, ...more] = rows.get(slug)?.approvals ?? [];
    rows.set(slug, {
      slug,
      bundle,
      approvals: first === undefined ? [approval] : [first, ...more, approval],
    });
  }
  return [...rows.values()];
}
