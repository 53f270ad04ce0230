/** The room of a project's documents. */
export function documentsAddress(project: string): string {
  return `/documents/${encodeURIComponent(project)}`;
}

/** What in a document a link leads to: a version, and there some words. */
interface Span {
  version?: number;
  /** In characters of the text. */
  from?: number;
  to?: number;
}

/** Where a document is read, with the words that are to be seen. */
export function documentAddress(project: string, id: string, span: Span = {}): string {
  const query = new URLSearchParams(
    Object.entries(span).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  const place = `${documentsAddress(project)}/${encodeURIComponent(id)}`;
  return query.size === 0 ? place : `${place}?${query.toString()}`;
}

/** What stands in a delivery's room: a requirement or question by its id, or a story. */
export function itemAddress(taskId: string, tab: "requirements" | "stories", item: string): string {
  return `/tasks/${encodeURIComponent(taskId)}?tab=${tab}&item=${encodeURIComponent(item)}`;
}
