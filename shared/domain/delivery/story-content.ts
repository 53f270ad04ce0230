import { canonicalJson, sha256 } from "../../platform/digest.ts";
import type { Requirements } from "./requirement.ts";

/**
 * The digest of what a story is built for: the requirements that it answers, in their words. While that stays, what is built stays built,
 * however the story itself is worded.
 */
export async function storyContent(
  { stories, requirements }: Pick<Requirements, "stories" | "requirements">,
  id: string,
): Promise<string> {
  const wanted = stories.find((story) => story.id === id)?.requirements ?? [];
  return sha256(
    canonicalJson(
      requirements
        .filter((one) => wanted.includes(one.id))
        .map(({ id: requirement, statement }) => `${requirement} ${statement}`)
        .toSorted(),
    ),
  );
}
