import { ActionIcon, Button } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { AskReason } from "../../../parts/ask-reason.tsx";
import { tellDone, tellFailure } from "../../../parts/tell.ts";
import classes from "../delivery.module.css";
import { type BoardStory, movedOrder, needing } from "./story-board.ts";

/** What can be done about a story: earlier, later, left out, or built after all. */
export function StoryMoves({
  story: { plan, now },
  stories,
  order,
  taskId,
}: {
  story: BoardStory;
  stories: readonly BoardStory[];
  order: readonly string[];
  taskId: string;
}): ReactElement | null {
  const [isSkipping, setSkipping] = useState(false);
  const reorder = useSend("PUT /api/deliveries/{id}/stories", { onRefusal: tellFailure });
  const skip = useSend("POST /api/deliveries/{id}/stories/{story}/skip", {
    onAnswer: () => tellDone(`${plan.id} is left out.`),
    onRefusal: tellFailure,
  });
  const build = useSend("POST /api/deliveries/{id}/stories/{story}/build", {
    onAnswer: () => tellDone(`${plan.id} is built in its turn.`),
    onRefusal: tellFailure,
  });
  const state = now?.state;
  if (state !== "planned" && state !== "failed" && state !== "skipped") return null;
  const params = { id: taskId, story: plan.id };
  const move = (by: -1 | 1): void => {
    const moved = movedOrder(order, plan.id, by);
    if (moved !== null && !reorder.isPending)
      reorder.mutate({ params: { id: taskId }, body: { order: moved } });
  };
  const others = needing(stories, plan.id);
  return (
    <div className={classes["moves"]}>
      {state === "planned" && order.length > 1 && (
        <>
          {([-1, 1] as const).map((by) => (
            // Not disabled at the ends: the focus stays where somebody moves a story step by step.
            <ActionIcon
              key={by}
              variant="default"
              size="sm"
              aria-label={`Build ${plan.id} ${by === -1 ? "earlier" : "later"}`}
              aria-disabled={movedOrder(order, plan.id, by) === null || undefined}
              onClick={() => move(by)}
            >
              <span aria-hidden>{by === -1 ? "↑" : "↓"}</span>
            </ActionIcon>
          ))}
        </>
      )}
      {state !== "planned" && (
        <Button
          size="compact-xs"
          loading={build.isPending}
          aria-label={`Build ${plan.id}${state === "failed" ? " again" : ""}`}
          onClick={() => build.mutate({ params })}
        >
          {state === "failed" ? "Build again" : "Build it"}
        </Button>
      )}
      {state !== "skipped" && (
        <Button
          size="compact-xs"
          variant="default"
          loading={skip.isPending}
          aria-label={`Leave ${plan.id} out`}
          onClick={() => setSkipping(true)}
        >
          Leave out
        </Button>
      )}
      <AskReason
        question={
          isSkipping
            ? {
                title: `Leave ${plan.id} out`,
                label: `Why? It stands in the report.${others.length > 0 ? ` ${others.join(", ")} need it, and are left out too.` : ""}`,
                verb: "Leave it out",
                optional: true,
                onAnswer: (reason) => skip.mutate({ params, body: reason === "" ? {} : { reason } }),
              }
            : null
        }
        onClose={() => setSkipping(false)}
      />
    </div>
  );
}
