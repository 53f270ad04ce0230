import { z } from "zod";
import { stackIds } from "../../../../domain/delivery/stack-id.ts";
import { SignalboxError } from "../../../../platform/errors.ts";
import type { Spine } from "../../../../spine/context.ts";
import type { ChosenStack } from "../../stacks/choose-stack.ts";
import { existingText } from "./existing-text.ts";
import type { Snapshot } from "./snapshot.ts";

const existing = z.object({
  /** SHA of the commit that was read. */
  commit: z.string(),
  stack: z.enum(stackIds),
  because: z.array(z.string()),
  /** Paths of its files. */
  files: z.array(z.string()),
  /** For a prompt: others' words. */
  text: z.string(),
});
/** What exists in a repository that is continued. */
export type Existing = z.infer<typeof existing>;

/** Keeps what was read, too long for a step's result, under a key that says of which commit it is. */
export async function keepExisting(
  { env }: Pick<Spine, "env">,
  key: string,
  snapshot: Snapshot,
  { stack, because }: ChosenStack,
): Promise<void> {
  const { commit, files } = snapshot;
  const kept: Existing = { commit, stack, because, files: [...files], text: existingText(snapshot) };
  await env.ARTEFACTS.put(key, JSON.stringify(kept), { httpMetadata: { contentType: "application/json" } });
}

/** Whether this was read already. */
export async function isKept({ env }: Pick<Spine, "env">, key: string): Promise<boolean> {
  return (await env.ARTEFACTS.head(key)) !== null;
}

/** What was read. @throws SignalboxError `not_found` when it is gone. */
export async function keptExisting({ env }: Pick<Spine, "env">, key: string): Promise<Existing> {
  const body = await env.ARTEFACTS.get(key);
  if (body === null) throw new SignalboxError("not_found", `what was read of the repository is gone: ${key}`);
  return existing.parse(await body.json());
}
