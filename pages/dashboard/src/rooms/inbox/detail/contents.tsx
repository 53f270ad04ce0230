import { Box, Tabs } from "@mantine/core";
import type { ReactElement } from "react";
import { Changes } from "../changes/changes.tsx";
import { ExactBytes, DigestLine } from "../exact-bytes.tsx";
import { AsItWillLook } from "../renderings/as-it-will-look.tsx";
import { payloadOf } from "../renderings/payload.ts";
import type { Checked } from "../use-digest.ts";
import type { FoundApproval } from "./approval-view.tsx";

/** The bytes from three sides: as they will look, against the version before, and as they are. */
export function Contents({ found, checked }: { found: FoundApproval; checked: Checked }): ReactElement {
  const {
    action: { kind, bytes, preview, revision },
    previous,
  } = found;
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
        <AsItWillLook kind={kind} bytes={bytes} preview={preview} />
      </Tabs.Panel>
      {previous && (
        <Tabs.Panel value="changes">
          <Changes kind={kind} previous={previous} payload={payloadOf(bytes)} revision={revision} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="bytes">
        <ExactBytes bytes={bytes} checked={checked} />
      </Tabs.Panel>
    </Tabs>
  );
}
