import { SignalboxError } from "../platform/errors.ts";
import type { Ground } from "../spine/ground.ts";

/** Keeps the markdown of a post. */
export async function keepBody({ env }: Ground, bodyKey: string, markdown: string): Promise<void> {
  await env.ARTEFACTS.put(bodyKey, markdown, { httpMetadata: { contentType: "text/markdown" } });
}

/**
 * The markdown of a post.
 * @throws SignalboxError `unavailable` naming the key that is missing: a post without its body must not silently vanish.
 */
export async function readBody(
  { env }: Pick<Ground, "env">,
  { slug, bodyKey }: { slug: string; bodyKey: string },
): Promise<string> {
  const body = await env.ARTEFACTS.get(bodyKey);
  if (body === null)
    throw new SignalboxError("unavailable", `the body of the post ${slug} is missing in R2 (${bodyKey})`);
  return body.text();
}
