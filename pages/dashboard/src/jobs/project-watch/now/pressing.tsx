import { Anchor, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { dayWords, valueText } from "../../../parts/artefact/field-specs.ts";
import { titleOf } from "../../../parts/artefact/readable-change.ts";
import { Loading } from "../../../parts/loading.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { isOver, orders, rowsOf } from "../artefact/documents.ts";
import { projectAddress } from "../tabs.ts";
import classes from "./now.module.css";
import { useDocument } from "./use-documents.ts";
import { Way } from "./way.tsx";

const atMost = 4;

/** What weighs the most of what is open in the RAID log. */
export function Pressing({ project }: { project: string }): ReactElement {
  const document = useDocument(project, "raid_log");
  const open = document && rowsOf(document).filter((entry) => !isOver("raid_log", entry));
  return (
    <Panel
      title={open === undefined ? "Open in the RAID log" : `Open in the RAID log (${open.length})`}
      actions={<Way project={project} tab="raid" words="RAID log" />}
    >
      {open === undefined && <Loading lines={3} />}
      {open?.length === 0 && <Text size="sm">Nothing is open.</Text>}
      <ul className={classes["list"]}>
        {open
          ?.toSorted(orders.raid_log)
          .slice(0, atMost)
          .map(({ id, fields }) => {
            const { owner, due } = fields;
            return (
              <li key={id} className={classes["item"]}>
                <Anchor
                  component={Link}
                  href={projectAddress(project, "raid", { entry: id })}
                  size="sm"
                  fw={600}
                >
                  {titleOf("raid_log", id, fields)}
                </Anchor>
                <Text size="sm" c="dimmed">
                  {valueText({ kind: "choice" }, fields["type"])}, {owner ?? "nobody owns it"}
                  {typeof due === "string" && `, due ${dayWords(due)}`}
                </Text>
              </li>
            );
          })}
      </ul>
    </Panel>
  );
}
