import { z } from "zod";
import type { MilestoneChange } from "../../../../shared/actions/milestone-change.ts";
import { FieldChanges } from "../parts/artefact/change-list.tsx";
import { readableChange } from "../parts/artefact/readable-change.ts";
import { type ActionView, renders } from "./action-view.ts";
import classes from "./sheet.module.css";

const day = z.string().nullable().optional();
const form = {
  project: z.string(),
  milestone: z.string(),
  due: day,
  forecast: day,
  reason: z.string(),
};

/** A milestone that moves: which, to which days, and why. */
export const milestoneChange: ActionView = {
  consequence: "The milestone's days are changed in the delivery state, also where a person wrote them.",
  rendering: renders<MilestoneChange>()(form, ({ project, milestone, due, forecast, reason }) => (
    <article className={classes["sheet"]} aria-label="The milestone">
      <div className={classes["head"]}>
        <p className={classes["issue"]}>{project}, delivery state</p>
        <p className={classes["title"]}>Milestone {milestone}</p>
      </div>
      <div className={classes["body"]}>
        <FieldChanges
          fields={
            readableChange(
              "delivery_state",
              {
                op: "set",
                id: milestone,
                fields: {
                  ...(due === undefined ? {} : { due }),
                  ...(forecast === undefined ? {} : { forecast }),
                },
                sources: [],
              },
              null,
            ).fields
          }
        />
      </div>
      <div className={classes["foot"]}>
        <p className={classes["plain"]}>{reason}</p>
      </div>
    </article>
  )),
};
