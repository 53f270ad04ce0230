import { Button, Group, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { publishingRules } from "../../../../../../shared/jobs/editorial/rules.ts";
import { projectNames } from "../../../../../../shared/policy/rules.ts";
import { Panel } from "../../../parts/panel.tsx";
import { PublishingFields } from "./publishing-fields.tsx";
import { RoutesField } from "./routes-field.tsx";
import type { Editing } from "./use-rules-edit.ts";

/** What the editorial desk knows by rule, and when each project publishes. */
export function EditorialSection({ editing }: { editing: Editing }): ReactElement {
  const { rules, fields, textKinds } = editing;
  const { routes, projects } = rules.editorial;
  const isSet = (name: string): boolean => Object.hasOwn(projects, name);
  const names = [...new Set([...projectNames(rules), ...Object.keys(projects)])];
  return (
    <Panel
      title="Editorial desk"
      lead="A project without times of its own publishes whenever people say yes, in UTC."
    >
      <Stack>
        <RoutesField field={fields.own("editorial.routes")} value={routes} kinds={textKinds} />
        {Object.entries(projects).map(([name, own]) => (
          <PublishingFields key={name} name={name} fields={fields} value={own} kinds={textKinds} />
        ))}
        {!fields.readOnly && (
          <Group gap="xs">
            {names
              .filter((name) => !isSet(name))
              .map((name) => {
                const { set, "data-path": path } = fields.own(`editorial.projects.${name}`);
                return (
                  <Button
                    key={name}
                    size="xs"
                    variant="default"
                    data-path={path}
                    onClick={() => set(publishingRules.parse({}))}
                  >
                    Set how {name} publishes
                  </Button>
                );
              })}
          </Group>
        )}
      </Stack>
    </Panel>
  );
}
