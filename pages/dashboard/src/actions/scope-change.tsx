import { z } from "zod";
import type { ScopeChange } from "../../../../shared/actions/scope-change.ts";
import { type ActionView, renders } from "./action-view.ts";
import { Fields } from "./fields.tsx";
import classes from "./sheet.module.css";

const form = {
  project: z.string(),
  title: z.string(),
  description: z.string(),
  tickets: z.array(z.string()),
};

/** What comes into a project or goes out of it, as it will stand in the decision log. */
export const scopeChange: ActionView = {
  consequence: "It goes into the decision log. No ticket is changed: that is yours to do.",
  rendering: renders<ScopeChange>()(form, ({ project, title, description, tickets }) => (
    <article className={classes["sheet"]} aria-label="The change of scope">
      <div className={classes["head"]}>
        <p className={classes["issue"]}>{project}, scope</p>
        <p className={classes["title"]}>{title}</p>
        {tickets.length > 0 && <Fields fields={[["Tickets", tickets.join(", ")]]} />}
      </div>
      <div className={classes["body"]}>
        <p className={classes["plain"]}>{description}</p>
      </div>
    </article>
  )),
};
