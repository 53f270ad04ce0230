import { Alert, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Prose } from "../../actions/prose.tsx";
import { viewOf } from "../../actions/registry.ts";
import classes from "../../actions/sheet.module.css";

/** What goes out as it will look there: made of the very bytes that are decided on, or else the Worker's preview of them. */
export function AsItWillLook({
  kind,
  payload,
  preview,
}: {
  kind: string;
  payload: unknown;
  preview: { title: string; body: string } | null;
}): ReactElement {
  const rendered = viewOf(kind).rendering?.(payload);
  if (rendered) return rendered;
  if (preview === null)
    return (
      <Alert color="orange" variant="light" title="Nothing here can show how this will look">
        Its kind has no code, or the payload is not of its kind’s form. Look at the exact bytes.
      </Alert>
    );
  return (
    <Stack gap="xs">
      <article className={classes["sheet"]} aria-label="The preview">
        <div className={classes["head"]}>
          <p className={classes["title"]}>{preview.title}</p>
        </div>
        <div className={classes["body"]}>
          <Prose markdown={preview.body} className={classes["document"]} />
        </div>
      </article>
      <Text size="sm" c="dimmed">
        This is the Worker’s preview. The bytes themselves are under “Exact bytes”.
      </Text>
    </Stack>
  );
}
