import type { ApplicableKind } from "../policy/boundaries.ts";
import { type SealedActionKind, sealActionKind } from "./action-kind.ts";
import { blogPublish } from "./blog-publish.ts";
import { blogRebuild } from "./blog-rebuild.ts";
import { notificationInternal } from "./notification-internal.ts";

/** Every kind that can be applied. A new kind is a file and a line here; a forbidden kind can't be added. */
const actionKinds = {
  notification_internal: sealActionKind(notificationInternal),
  "blog.rebuild": sealActionKind(blogRebuild),
  "blog.publish": sealActionKind(blogPublish),
} satisfies Record<ApplicableKind, SealedActionKind>;

const byName = new Map<string, SealedActionKind>(Object.entries(actionKinds));

/** The code of a kind; undefined for a forbidden or unheard-of one. */
export function actionKindOf(kind: string): SealedActionKind | undefined {
  return byName.get(kind);
}
