import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { milestone as form } from "../../../../../../shared/domain/artefacts/forms.ts";
import { dayWords } from "../../../parts/artefact/field-specs.ts";
import { Loading } from "../../../parts/loading.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { columns } from "../artefact/columns.tsx";
import { orders, rowsOf } from "../artefact/documents.ts";
import classes from "./now.module.css";
import { useDocument } from "./use-documents.ts";
import { Way } from "./way.tsx";

const atMost = 5;

/** The milestones that are ahead, with the day they are expected where that is another than the one they are due. */
export function Milestones({ project }: { project: string }): ReactElement {
  const document = useDocument(project, "delivery_state");
  const status = columns.delivery_state.find(({ label }) => label === "Status");
  const ahead =
    document &&
    rowsOf(document)
      .toSorted(orders.delivery_state)
      .filter(({ fields }) => fields["status"] !== "done");
  return (
    <Panel title="Milestones" actions={<Way project={project} tab="delivery" words="Delivery" />}>
      {ahead === undefined && <Loading lines={3} />}
      {ahead?.length === 0 && <Text size="sm">None are ahead.</Text>}
      <ul className={classes["list"]}>
        {ahead?.slice(0, atMost).map(({ id, fields }) => {
          const { title, due, forecast } = form.partial().safeParse(fields).data ?? {};
          const slips = typeof due === "string" && typeof forecast === "string" && forecast > due;
          return (
            <li key={id} className={classes["item"]}>
              <div className={classes["line"]}>
                <Text size="sm" fw={600}>
                  {title ?? id}
                </Text>
                {status?.show(fields)}
              </div>
              <Text size="sm" c="dimmed">
                <span className={isPast(forecast ?? due) ? classes["late"] : undefined}>{dueWords(due)}</span>
                {typeof forecast === "string" && forecast !== due && (
                  <span className={slips ? classes["late"] : undefined}>, expected {dayWords(forecast)}</span>
                )}
              </Text>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

/** Whether a day lies before the reader's own. */
function isPast(day: string | null | undefined): boolean {
  return typeof day === "string" && new Date(`${day}T23:59:59`).getTime() < Date.now();
}

function dueWords(due: string | null | undefined): string {
  if (typeof due !== "string") return "No day is set";
  return `${isPast(due) ? "Was due" : "Due"} ${dayWords(due)}`;
}
