/** The name under which a post's words are remembered, whatever becomes of them. `taskId`: the task that first published it. */
export function rememberedPost(taskId: string): string {
  return `post:${taskId}`;
}
