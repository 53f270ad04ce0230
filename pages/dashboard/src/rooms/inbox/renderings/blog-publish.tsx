import type { ReactElement } from "react";
import classes from "./blog-publish.module.css";
import { numberIn, type Payload, textIn, textsIn } from "./payload.ts";
import { Prose } from "./prose.tsx";

/** What the blog's readers read in a minute. */
const wordsAMinute = 220;

/** A post as the blog shows it. */
export function blogPublish(payload: Payload): ReactElement | null {
  const [title, slug, summary] = [
    textIn(payload, "title"),
    textIn(payload, "slug"),
    textIn(payload, "summary"),
  ];
  const [markdown, author] = [textIn(payload, "markdown"), textIn(payload, "author")];
  const [tags, words] = [textsIn(payload, "tags"), numberIn(payload, "words")];
  if (title === null || slug === null || summary === null) return null;
  if (markdown === null || author === null || tags === null || words === null) return null;
  return (
    <article className={classes["paper"]}>
      <p className={classes["address"]}>/posts/{slug}/</p>
      <p className={classes["facts"]}>
        {author} · {words} words · {Math.max(1, Math.round(words / wordsAMinute))} min
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
  );
}
