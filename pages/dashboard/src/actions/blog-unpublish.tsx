import { z } from "zod";
import type { BlogWithdrawal } from "../../../../shared/actions/blog-unpublish.ts";
import { type ActionView, renders } from "./action-view.ts";
import { Fields } from "./fields.tsx";
import classes from "./sheet.module.css";

const form = { slug: z.string(), title: z.string(), reason: z.string() };

/** A post that is taken from readers. */
export const blogUnpublish: ActionView = {
  words: "Withdrawal of a post",
  consequence: "Its addresses say that it is gone for good, and no other post gets them.",
  rendering: renders<BlogWithdrawal>()(form, ({ slug, title, reason }) => (
    <article className={classes["sheet"]} aria-label="The withdrawal">
      <div className={classes["head"]}>
        <p className={classes["title"]}>{title}</p>
        <Fields fields={[["Address", `/posts/${slug}/`]]} />
      </div>
      <div className={classes["body"]}>
        <p className={classes["issue"]}>Why</p>
        <p className={classes["plain"]}>{reason}</p>
      </div>
    </article>
  )),
};
