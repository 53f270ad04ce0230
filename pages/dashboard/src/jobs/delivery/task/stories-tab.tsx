import { Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Empty } from "../../../parts/empty.tsx";
import { useAddress } from "../../../parts/use-address.ts";
import { useSession } from "../../../session/session.tsx";
import classes from "../delivery.module.css";
import type { DeliveryView } from "../use-delivery.ts";
import { Steering } from "./steering.tsx";
import { boardOf, plannedIn, stateWords, storiesIn } from "./story-board.ts";
import { StoryCard } from "./story-card.tsx";
import { placeWords } from "./story-order.ts";
import { useStoryOrder } from "./use-story-order.ts";

/** The stories of a delivery: where each stands, in the order in which they are built, and what people can do about it. */
export function StoriesTab({ delivery, isOver }: { delivery: DeliveryView; isOver: boolean }): ReactElement {
  const { may } = useSession();
  const { get } = useAddress();
  const stories = storiesIn(delivery);
  const moving = useStoryOrder(delivery.taskId, plannedIn(stories));
  const { order, carried, put, letGo } = moving;
  if (stories.length === 0)
    return (
      <Empty title="No stories yet">They are made of the requirements, when nothing is open any more.</Empty>
    );
  const isAgreed = delivery.stories.length > 0;
  const isSteered = isAgreed && !isOver && may("approver");
  const isMovable = isSteered && order.length > 1;
  const card = (story: (typeof stories)[number]): ReactElement => (
    <StoryCard
      key={story.plan.id}
      story={story}
      stories={stories}
      moving={moving}
      taskId={delivery.taskId}
      isSteered={isSteered}
      isOpened={get("item") === story.plan.id}
    />
  );
  if (!isAgreed) return <ol className={classes["cards"]}>{stories.map(card)}</ol>;
  return (
    <Stack>
      <Steering delivery={delivery} isSteered={isSteered} />
      {isMovable && (
        <div>
          <Text size="sm" c="dimmed" id="story-order-keys">
            Drag a planned story to another place; by keyboard, go to its arrows: arrow keys choose the place,
            Enter puts it there, Escape leaves it.
          </Text>
          <Text size="sm" role="status" className={classes["place"]}>
            {carried !== null && placeWords(order, carried)}
          </Text>
        </div>
      )}
      <div className={classes["board"]}>
        {boardOf(stories, order).map(({ state, stories: its }) => (
          <section key={state} className={classes["column"]} aria-labelledby={`column-${state}`}>
            <h2 id={`column-${state}`} data-state={state}>
              {stateWords[state].words} <span>{its.length}</span>
            </h2>
            <ol
              className={classes["cards"]}
              // Between the cards, too, it is let go at the place that is shown.
              onDragOver={(event) => {
                if (carried !== null && state === "planned") event.preventDefault();
              }}
              onDrop={(event) => {
                event.preventDefault();
                if (carried !== null && state === "planned") put(carried.id, carried.place);
                else letGo();
              }}
            >
              {its.map(card)}
            </ol>
          </section>
        ))}
      </div>
    </Stack>
  );
}
