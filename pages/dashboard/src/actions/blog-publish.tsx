import { z } from "zod";
import { type ActionView, renders } from "./action-view.ts";
import type { BlogPublication } from "../../../../shared/actions/blog-publish.ts";
import classes from "./blog-publish.module.css";
import { Prose } from "./prose.tsx";

/** What the blog's readers read in a minute. */
const wordsAMinute = 220;

const form = {
  title: z.string(),
  slug: z.string(),
  summary: z.string(),
  markdown: z.string(),
  author: z.string(),
  tags: z.array(z.string()),
  words: z.number(),
  series: z.string().optional(),
};

/** A post as the blog shows it. */
export const blogPublish: ActionView = {
  rendering: renders<BlogPublication>()(
    form,
    ({ title, slug, summary, markdown, author, tags, words, series }) => (
      <article className={classes["paper"]}>
        <p className={classes["address"]}>/posts/{slug}/</p>
        <p className={classes["facts"]}>
          {author} · {words} words · {Math.max(1, Math.round(words / wordsAMinute))} min
          {series !== undefined && ` · Series: ${series}`}
        </p>
        <h2 className={classes["title"]}>{title}</h2>
        <p className={classes["summary"]}>{summary}</p>
        <Prose markdown={markdown} className={classes["prose"]} />
        <ul className={classes["tags"]} aria-label="Tags">
          {tags.map((tag, index) => (
            <li key={`${index} ${tag}`}>{tag}</li>
          ))}
        </ul>
      </article>
    ),
  ),
};
