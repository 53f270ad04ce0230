import { Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { ApprovalSection } from "./approval-section.tsx";
import { BugFixSection } from "./bug-fix-section.tsx";
import { MeetingsSection } from "./meetings-section.tsx";
import { DeliverySection } from "./delivery-section.tsx";
import { EditorialSection } from "./editorial-section.tsx";
import { PatienceSection } from "./patience-section.tsx";
import { RepositoriesSection } from "./repositories-section.tsx";
import { RetentionSection } from "./retention-section.tsx";
import { TellingSection } from "./telling-section.tsx";
import { TrustSection } from "./trust-section.tsx";
import type { Editing } from "./use-rules-edit.ts";
import { WindowsSection } from "./windows-section.tsx";

/** All rules but the projects, which have a tab of their own. */
export function RulesFields({ editing }: { editing: Editing }): ReactElement {
  return (
    <Stack>
      <TellingSection editing={editing} />
      <ApprovalSection editing={editing} />
      <PatienceSection editing={editing} />
      <WindowsSection editing={editing} />
      <TrustSection editing={editing} />
      <RetentionSection editing={editing} />
      <EditorialSection editing={editing} />
      <BugFixSection editing={editing} />
      <DeliverySection editing={editing} />
      <MeetingsSection editing={editing} />
      <RepositoriesSection editing={editing} />
    </Stack>
  );
}
