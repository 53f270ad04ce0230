import { Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { Empty } from "../../../parts/empty.tsx";
import { useAddress } from "../../../parts/use-address.ts";
import { useSession } from "../../../session/session.tsx";
import classes from "../delivery.module.css";
import type { DeliveryView } from "../use-delivery.ts";
import { Steering } from "./steering.tsx";
import { boardOf, stateWords, storiesIn } from "./story-board.ts";
import { StoryCard } from "./story-card.tsx";

/** The stories of a delivery: where each stands, in the order in which they are built, and what people can do about it. */
export function StoriesTab({ delivery, isOver }: { delivery: DeliveryView; isOver: boolean }): ReactElement {
  const { may } = useSession();
  const { get } = useAddress();
  const stories = storiesIn(delivery);
  if (stories.length === 0)
    return (
      <Empty title="No stories yet">They are made of the requirements, when nothing is open any more.</Empty>
    );
  const isAgreed = delivery.stories.length > 0;
  const isSteered = isAgreed && !isOver && may("approver");
  const order = stories.filter(({ now }) => now?.state === "planned").map(({ plan }) => plan.id);
  const card = (story: (typeof stories)[number]): ReactElement => (
    <StoryCard
      key={story.plan.id}
      story={story}
      stories={stories}
      order={order}
      taskId={delivery.taskId}
      isSteered={isSteered}
      isOpened={get("item") === story.plan.id}
    />
  );
  if (!isAgreed) return <ol className={classes["cards"]}>{stories.map(card)}</ol>;
  return (
    <Stack>
      <Steering delivery={delivery} isSteered={isSteered} />
      <div className={classes["board"]}>
        {boardOf(stories).map(({ state, stories: its }) => (
          <section key={state} className={classes["column"]} aria-labelledby={`column-${state}`}>
            <h2 id={`column-${state}`} data-state={state}>
              {stateWords[state].words} <span>{its.length}</span>
            </h2>
            <ol className={classes["cards"]}>{its.map(card)}</ol>
          </section>
        ))}
      </div>
    </Stack>
  );
}
