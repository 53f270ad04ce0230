import { z } from "zod";
import type { Door } from "./door.ts";

const pullSchema = z.object({
  repository: z.string(),
  number: z.number(),
  state: z.enum(["draft", "open", "merged", "closed"]),
  head: z.string(),
  comments: z.array(z.object({ body: z.string(), user: z.string() })),
  commits: z.array(z.object({ message: z.string() })),
});
export const pullList = z.object({ pulls: z.array(pullSchema) });
export type PullView = z.infer<typeof pullSchema>;

const lena = "lena-f";

/** Lena does something about a pull request on GitHub. */
export async function onGithub(
  door: Door,
  act: "comment" | "merge",
  { repository, number }: Pick<PullView, "repository" | "number">,
  more: object = {},
): Promise<void> {
  const body = { repository, number, login: lena, ...more };
  await door.sandbox(`/github/_people/${act}`, z.unknown(), body, { "content-type": "application/json" });
}

/** She merges what is ready. */
export async function mergeOpen(door: Door, pull: PullView): Promise<void> {
  if (pull.state === "open") await onGithub(door, "merge", pull);
}
