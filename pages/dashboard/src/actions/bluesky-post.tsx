import { z } from "zod";
import type { BlueskyPost } from "../../../../shared/actions/bluesky-post.ts";
import { blueskyLimits, blueskyProblems } from "../../../../shared/domain/bluesky-text.ts";
import { countBytes, countGraphemes } from "../../../../shared/domain/text-length.ts";
import { type ActionView, finds, renders } from "./action-view.ts";
import { NetworkPost } from "./network-post.tsx";

/** A post as Bluesky shows it, with its length against both of its limits. */
export const blueskyPost: ActionView = {
  words: "Bluesky post",
  problems: finds({ text: z.string() }, ({ text }) => blueskyProblems(text)),
  rendering: renders<BlueskyPost>()({ text: z.string(), link: z.string().nullable() }, ({ text, link }) => (
    <NetworkPost
      network="bluesky"
      name="Bluesky"
      text={text}
      link={link}
      measures={[
        { what: "characters", count: countGraphemes(text), most: blueskyLimits.graphemes },
        { what: "bytes", count: countBytes(text), most: blueskyLimits.bytes },
      ]}
    />
  )),
};
