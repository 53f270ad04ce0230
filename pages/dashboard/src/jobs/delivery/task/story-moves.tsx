import { ActionIcon, Button } from "@mantine/core";
import { type KeyboardEvent, type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { AskReason } from "../../../parts/ask-reason.tsx";
import { tellDone, tellFailure } from "../../../parts/tell.ts";
import classes from "../delivery.module.css";
import { type BoardStory, needing } from "./story-board.ts";
import { orderWith } from "./story-order.ts";
import type { StoryOrder } from "./use-story-order.ts";

/** What can be done about a story: earlier, later, left out, or built after all. */
export function StoryMoves({
  story: { plan, now },
  stories,
  moving: { order, carried, carry, letGo, put },
  taskId,
}: {
  story: BoardStory;
  stories: readonly BoardStory[];
  moving: StoryOrder;
  taskId: string;
}): ReactElement | null {
  const [isSkipping, setSkipping] = useState(false);
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
  const at = order.indexOf(plan.id);
  const chosen = carried?.id === plan.id ? carried.place : null;
  const choose = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
    if (by !== null) {
      const place = (chosen ?? at) + by;
      if (order[place] !== undefined) carry(plan.id, place);
    } else if (event.key === "Enter" && chosen !== null) put(plan.id, chosen);
    else if (event.key === "Escape" && chosen !== null) letGo();
    else return;
    event.preventDefault();
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
              aria-describedby="story-order-keys"
              aria-disabled={orderWith(order, plan.id, at + by) === null || undefined}
              onKeyDown={choose}
              onBlur={letGo}
              onClick={() => put(plan.id, at + by)}
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
