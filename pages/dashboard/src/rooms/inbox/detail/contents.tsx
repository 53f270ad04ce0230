import { Box, Tabs } from "@mantine/core";
import type { ReactElement } from "react";
import { OnTheSite } from "../on-the-site.tsx";
import { AsItWillLook } from "../as-it-will-look.tsx";
import { Changes } from "../changes/changes.tsx";
import { ExactBytes, DigestLine } from "../exact-bytes.tsx";
import type { Checked } from "../use-digest.ts";
import type { FoundApproval } from "../use-inbox.ts";

/** The bytes from three sides: as they will look, against the version before, and as they are. */
export function Contents({ found, checked }: { found: FoundApproval; checked: Checked }): ReactElement {
  const {
    action: { kind, bytes, preview, previewUrl, revision },
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
        <OnTheSite url={previewUrl} />
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

/** The payload that bytes spell; undefined when they spell none. */
export function payloadOf(bytes: string): unknown {
  try {
    return JSON.parse(bytes);
  } catch {
    // Not JSON: then nothing is rendered, and the bytes are shown as they are.
    return undefined;
  }
}
