import { Code, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Empty } from "../../../parts/empty.tsx";
import { Panel } from "../../../parts/panel.tsx";
import classes from "../delivery.module.css";
import type { DeliveryView } from "../use-delivery.ts";
import { ComponentGraph } from "./component-graph.tsx";

/** How the stories are built: the stack and why, the parts and what uses what, what they offer each other, and what was decided. */
export function ArchitectureTab({
  delivery: { design, revision },
}: {
  delivery: DeliveryView;
}): ReactElement {
  if (design === null)
    return <Empty title="No design yet">It is made when the requirements are clear.</Empty>;
  const { stack, because, description, components, interfaces, decisions } = design;
  return (
    <Stack>
      <Panel title={description} lead={`On ${stack}: ${because.join("; ")}. Plan ${revision}.`}>
        <ComponentGraph components={components} />
        <ul className={classes["list"]}>
          {components.map(({ name, purpose, files }) => (
            <li key={name}>
              <div>
                <p>
                  <strong>{name}</strong> {purpose}
                </p>
                <div className={classes["tags"]}>
                  {files.map((file) => (
                    <code key={file}>{file}</code>
                  ))}
                </div>
              </div>
            </li>
          ))}
        </ul>
      </Panel>
      {interfaces.length > 0 && (
        <Panel title="What parts offer each other">
          <ul className={classes["list"]}>
            {interfaces.map(({ file, signature, purpose }) => (
              <li key={`${file} ${signature}`}>
                <div>
                  <Code block>{signature}</Code>
                  <Text size="sm" c="dimmed">
                    {file}: {purpose}
                  </Text>
                </div>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {decisions.length > 0 && (
        <Panel title="Decided">
          <ul className={classes["list"]}>
            {decisions.map(({ title, choice, because: why }) => (
              <li key={title}>
                <div>
                  <p>
                    <strong>{title}:</strong> {choice}
                  </p>
                  <Text size="sm" c="dimmed">
                    {why}
                  </Text>
                </div>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Stack>
  );
}
