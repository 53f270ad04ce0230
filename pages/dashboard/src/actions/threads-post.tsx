import { z } from "zod";
import type { ThreadsPost } from "../../../../shared/actions/threads-post.ts";
import {
  threadsLength,
  threadsLimits,
  threadsLinks,
  threadsProblems,
} from "../../../../shared/domain/threads-text.ts";
import { type ActionView, finds, renders } from "./action-view.ts";
import { NetworkPost } from "./network-post.tsx";

/** A post as Threads shows it, with its length and its links as Threads counts them. */
export const threadsPost: ActionView = {
  words: "Threads post",
  problems: finds({ text: z.string(), link: z.string().nullable() }, ({ text, link }) =>
    threadsProblems(text, link),
  ),
  rendering: renders<ThreadsPost>()({ text: z.string(), link: z.string().nullable() }, ({ text, link }) => (
    <NetworkPost
      network="threads"
      name="Threads"
      text={text}
      link={link}
      measures={[
        {
          what: "characters, an emoji by its bytes",
          count: threadsLength(text),
          most: threadsLimits.characters,
        },
        { what: "links", count: threadsLinks(text, link).size, most: threadsLimits.links },
      ]}
    />
  )),
};
