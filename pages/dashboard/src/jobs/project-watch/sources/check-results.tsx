import { List, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { Answer } from "../../../api/types.ts";

/** What each service has said when it was asked whether it answers. */
export function CheckResults({
  sources,
}: {
  sources: Answer<"POST /api/projects/{project}/check">["sources"];
}): ReactElement {
  if (sources.length === 0)
    return (
      <Text size="sm" role="status">
        Nothing is connected that could be checked.
      </Text>
    );
  return (
    <div role="status">
      <List size="sm" aria-label="Results of the check">
        {sources.map(({ name, label, ok, detail }) => (
          <List.Item key={name}>
            <strong>{label}</strong> {ok ? "answers" : "does not answer"}
            {detail !== "" && `: ${detail}`}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
