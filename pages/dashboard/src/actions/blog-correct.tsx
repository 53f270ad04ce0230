import { z } from "zod";
import type { BlogCorrection } from "../../../../shared/actions/blog-correct.ts";
import { PostChange } from "../parts/diff/post-change.tsx";
import { type ActionView, renders } from "./action-view.ts";
import { Fields } from "./fields.tsx";
import classes from "./sheet.module.css";

const text = {
  title: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  series: z.string().nullable(),
  markdown: z.string(),
};
const form = {
  slug: z.string(),
  newSlug: z.string().nullable(),
  note: z.string(),
  was: z.object(text),
  ...text,
};

/** What becomes another in a post that readers know, and what they are told of it. */
export const blogCorrect: ActionView = {
  words: "Correction of a post",
  consequence: "Readers see the new text at once. What it said before stays among its versions.",
  rendering: renders<BlogCorrection>()(form, ({ slug, newSlug, note, was, ...is }) => (
    <article className={classes["sheet"]} aria-label="The correction">
      <div className={classes["head"]}>
        <p className={classes["title"]}>{was.title}</p>
        <Fields
          fields={[
            ["Address", newSlug === null ? `/posts/${slug}/` : `/posts/${slug}/ → /posts/${newSlug}/`],
            ["Readers are told", note === "" ? "no more than that it was updated" : note],
          ]}
        />
      </div>
      <div className={classes["body"]}>
        <PostChange was={was} is={is} />
      </div>
    </article>
  )),
};
