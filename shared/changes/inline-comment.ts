/** The id of the signal that a comment on a line is, in however many ways it is heard of. @param at when it was written, as GitHub says it. */
export function inlineSignal(id: number, at: string | null): string {
  return `github:review_comment:${id}:${at ?? "undated"}`;
}

/** A place in a pull request's files: `src/cart.js:12`. Null: no file is said. */
export function placeInFile(path: string | null, line: number | null): string | null {
  return path ? `${path.slice(0, 300)}${line === null ? "" : `:${line}`}` : null;
}
