import type { ApplyOutcome } from "../domain/sending.ts";
import type { ApprovedAction } from "../spine/action-kind.ts";

/** What is under way at Threads: a container, and how often it was looked at. */
export interface ContainerAt {
  container: string;
  looks: number;
}

const firstLookMs = 2000;
/** Threads asks not to look more often than once a minute. */
const lastLookMs = 60_000;

/** The container that an action has; null: none was kept. */
export function containerOf({ progress }: Pick<ApprovedAction<unknown>, "progress">): ContainerAt | null {
  const id = progress?.["container"];
  return id === undefined ? null : { container: id, looks: Number(progress?.["looks"] ?? 0) };
}

/** Looks at the container again, later each time: one of words is ready in a moment. */
export function waitForContainer({
  container,
  looks,
}: ContainerAt): Extract<ApplyOutcome, { kind: "under_way" }> {
  return {
    kind: "under_way",
    progress: { container, looks: String(looks + 1) },
    afterMs: Math.min(lastLookMs, firstLookMs * 2 ** Math.min(looks, 10)),
  };
}
