import { z } from "zod";
import { type ActionView, renders } from "./action-view.ts";
import type { RepositoryCreate } from "../../../../shared/actions/repository-create.ts";
import { Fields } from "./fields.tsx";
import classes from "./sheet.module.css";

const form = { owner: z.string(), name: z.string(), description: z.string(), private: z.boolean() };

/** A repository that is to be made, and who will see it. */
export const repositoryCreate: ActionView = {
  words: "New repository",
  rendering: renders<RepositoryCreate>()(form, ({ owner, name, description, private: isPrivate }) => (
    <article className={classes["sheet"]} aria-label="The repository">
      <div className={classes["head"]}>
        <p className={classes["title"]}>
          {owner}/{name}
        </p>
        <Fields fields={[["Seen by", isPrivate ? "those whom the organisation lets" : "the whole world"]]} />
      </div>
      <div className={classes["body"]}>
        <p className={classes["plain"]}>{description}</p>
      </div>
    </article>
  )),
};
