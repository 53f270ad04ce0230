/** Where a project's documents of a day are kept in R2: "web-shop-2026-11-02". */
function folderOf(project: string, at: number): string {
  return `${project}-${new Date(at).toISOString().slice(0, 10)}`;
}

/** A file as it came. `name`: the same for the same bytes. */
export function rawKeyOf({ project, uploadId, at }: Arrived, name: string): string {
  return `${folderOf(project, at)}/raw/${uploadId}/${name}`;
}

/** A version's text, and beside it its marks. */
export function processedKeysOf(arrived: Arrived, documentId: string, version: number) {
  const { project, uploadId, at } = arrived;
  const key = `${folderOf(project, at)}/processed/${uploadId}/${documentId}-v${version}`;
  return { textKey: `${key}.txt`, marksKey: `${key}.json` };
}

/** What a delivery has read of the repository that it continues, at a commit. @param at when the delivery began, epoch milliseconds. */
export function existingKeyOf(
  { project, taskId, at }: { project: string; taskId: string; at: number },
  commit: string,
): string {
  return `${folderOf(project, at)}/processed/${taskId}/exists-${commit}.json`;
}

interface Arrived {
  project: string;
  uploadId: string;
  /** Epoch milliseconds. */
  at: number;
}
