import { Alert, Box, Stack, Tabs, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Changes } from "../changes/changes.tsx";
import { ExactBytes, DigestLine } from "../exact-bytes.tsx";
import { Prose } from "../../../actions/prose.tsx";
import { viewOf } from "../../../actions/registry.ts";
import classes from "../../../actions/sheet.module.css";
import type { Checked } from "../use-digest.ts";
import type { FoundApproval } from "./found-approval.ts";

/** The bytes from three sides: as they will look, against the version before, and as they are. */
export function Contents({ found, checked }: { found: FoundApproval; checked: Checked }): ReactElement {
  const {
    action: { kind, bytes, preview, revision },
    previous,
  } = found;
  const payload = payloadOf(bytes);
  return (
    <Tabs defaultValue="look" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="look">As it will look</Tabs.Tab>
        {previous && <Tabs.Tab value="changes">Changes</Tabs.Tab>}
        <Tabs.Tab value="bytes">Exact bytes</Tabs.Tab>
      </Tabs.List>
      {(checked.kind === "other" || checked.kind === "unable") && (
        <Box mb="md">
          <DigestLine checked={checked} />
        </Box>
      )}
      <Tabs.Panel value="look">
        <AsItWillLook kind={kind} payload={payload} preview={preview} />
      </Tabs.Panel>
      {previous && (
        <Tabs.Panel value="changes">
          <Changes kind={kind} previous={previous} payload={payload} revision={revision} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="bytes">
        <ExactBytes bytes={bytes} checked={checked} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** What goes out as it will look there: made of the very bytes that are decided on, or else the Worker's preview of them. */
function AsItWillLook({
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

/** The payload that bytes spell; undefined when they spell none. */
export function payloadOf(bytes: string): unknown {
  try {
    return JSON.parse(bytes);
  } catch {
    // Not JSON: then nothing is rendered, and the bytes are shown as they are.
    return undefined;
  }
}
