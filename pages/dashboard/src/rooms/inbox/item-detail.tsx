import { Anchor, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { BundleDetail } from "./bundle/bundle-detail.tsx";
import { ApprovalDetail } from "./detail/approval-detail.tsx";
import { EffectDetail } from "./detail/effect-detail.tsx";
import { NoticeDetail } from "./detail/notice-detail.tsx";
import { QuestionDetail } from "./detail/question-detail.tsx";
import type { ItemRef } from "./items.ts";
import type { InboxList } from "./use-inbox.ts";

/** One of the things that wait, whatever it is. */
export function ItemDetail({
  item,
  inbox,
  onDone,
}: {
  item: ItemRef;
  inbox: InboxList;
  /** It has been dealt with here: time for the next. */
  onDone: () => void;
}): ReactElement {
  return (
    <Stack gap="md">
      <Anchor component={Link} href="/inbox" hiddenFrom="md" size="sm">
        ← Back to the list
      </Anchor>
      {item.kind === "approval" && <ApprovalDetail id={item.id} onDone={onDone} />}
      {item.kind === "bundle" && <BundleDetail bundle={item.id} />}
      {item.kind === "effect" && <EffectDetail actionId={item.id} inbox={inbox} onDone={onDone} />}
      {item.kind === "notice" && <NoticeDetail where={item.id} inbox={inbox} onDone={onDone} />}
      {item.kind === "question" && <QuestionDetail taskId={item.id} onDone={onDone} />}
    </Stack>
  );
}
