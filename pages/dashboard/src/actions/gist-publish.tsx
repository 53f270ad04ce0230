import { z } from "zod";
import type { GistPublish } from "../../../../shared/actions/gist-publish.ts";
import { type ActionView, renders } from "./action-view.ts";
import classes from "./sheet.module.css";

const form = {
  description: z.string(),
  files: z.array(z.object({ name: z.string(), content: z.string() })),
  public: z.boolean(),
};

/** A gist as GitHub shows it: what it is, and its files one below the other. */
export const gistPublish: ActionView = {
  words: "Gist",
  rendering: renders<GistPublish>()(form, ({ description, files, public: isPublic }) => (
    <article className={classes["sheet"]} aria-label="The gist">
      <div className={classes["head"]}>
        <p className={classes["title"]}>{description}</p>
        <p className={classes["issue"]}>
          {isPublic ? "Public gist" : "Secret gist: seen by who has its address"}
        </p>
      </div>
      {files.map(({ name, content }) => (
        <div key={name} className={classes["body"]}>
          <p className={classes["issue"]}>{name}</p>
          <div className={classes["document"]}>
            <pre tabIndex={0} aria-label={`Content of ${name}`}>
              <code>{content}</code>
            </pre>
          </div>
        </div>
      ))}
    </article>
  )),
};
