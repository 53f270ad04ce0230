import { and, eq } from "drizzle-orm";
import { fixes } from "../../../db/schema.ts";
import type { Spine } from "../../../spine/context.ts";
import type { Offer, Offered } from "../../../spine/job.ts";
import type { StoryRequest } from "../signals.ts";

/** The kind of work that building one story is. */
export const storyWork = "delivery_story";

/** A story is a task of its own, whose change has its row like every other: so its pull request is known, and there is one at a time. */
export function beginStory(
  { db, now }: Pick<Spine, "db" | "now">,
  { taskId, body }: Offered<StoryRequest>,
): Offer {
  const { by, delivery, of, story, title, repository, base, project } = body;
  const at = now();
  const fingerprint = `story:${delivery}/${story}`;
  return {
    kind: "begin",
    task: {
      kind: storyWork,
      title: `${story} ${title}`,
      project,
      conversation: null,
      by,
      said: `${story} of ${of} is to be built`,
      records: [
        // An attempt before it may have died without a word of its own; whoever begins another knows that it is over.
        db
          .update(fixes)
          .set({ state: "failed", updatedAt: at })
          .where(and(eq(fixes.fingerprint, fingerprint), eq(fixes.state, "open"))),
        db.insert(fixes).values({
          taskId,
          fingerprint,
          state: "open",
          depth: "offer",
          repository,
          base,
          createdAt: at,
          updatedAt: at,
        }),
      ],
    },
  };
}
