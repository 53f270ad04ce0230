import { Anchor } from "@mantine/core";
import { type DragEvent, type ReactElement, useEffect, useRef } from "react";
import { Link } from "wouter";
import { webAddress } from "../../../parts/address.ts";
import { Disclosure } from "../../../parts/disclosure.tsx";
import { dollars } from "../../../parts/money.tsx";
import { Person } from "../../../parts/person.tsx";
import { Told } from "../../../parts/told.tsx";
import { counted, spoken } from "../../../parts/words.ts";
import { itemAddress } from "../addresses.ts";
import classes from "../delivery.module.css";
import { Builds } from "./builds.tsx";
import type { BoardStory } from "./story-board.ts";
import { StoryMoves } from "./story-moves.tsx";
import { placeOver, sideOf } from "./story-order.ts";
import type { StoryOrder } from "./use-story-order.ts";

/** A story on the board: what it is, what it costs, where it can be looked at, and what can be done about it. */
export function StoryCard({
  story,
  stories,
  moving,
  taskId,
  isSteered,
  isOpened,
}: {
  story: BoardStory;
  stories: readonly BoardStory[];
  moving: StoryOrder;
  /** Of the delivery. */
  taskId: string;
  isSteered: boolean;
  /** Whether a link leads to it. */
  isOpened: boolean;
}): ReactElement {
  const { plan, now } = story;
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isOpened) place.current?.scrollIntoView({ block: "center" });
  }, [isOpened]);
  const { order, carried, carry, letGo } = moving;
  const isMovable = isSteered && now?.state === "planned" && order.length > 1;
  const over = (event: DragEvent<HTMLLIElement>): void => {
    if (carried === null) return;
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const half = event.clientY < top + height / 2 ? "upper" : "lower";
    const to = placeOver(order, carried.id, plan.id, half);
    if (to !== carried.place) carry(carried.id, to);
  };
  return (
    <li
      className={classes["card"]}
      ref={place}
      data-at={isOpened || undefined}
      draggable={isMovable}
      data-side={isMovable ? (sideOf(order, carried, plan.id) ?? undefined) : undefined}
      onDragStart={(event) => {
        // A link in it that is dragged is a link.
        if (event.target !== event.currentTarget) return;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", plan.id);
        carry(plan.id, order.indexOf(plan.id));
      }}
      onDragOver={isMovable ? over : undefined}
      onDragEnd={letGo}
    >
      <header>
        <span className={classes["id"]}>{plan.id}</span>
        <h3>
          {now?.taskId ? (
            <Anchor component={Link} href={`/tasks/${encodeURIComponent(now.taskId)}`} inherit>
              {plan.title}
            </Anchor>
          ) : (
            plan.title
          )}
        </h3>
      </header>
      <Facts story={story} />
      {now?.note && (
        <p className={classes["note"]}>
          <Told text={now.note} />
        </p>
      )}
      {now === null ? (
        <Details story={story} taskId={taskId} />
      ) : (
        <Disclosure label={`What ${plan.id} is`}>
          <Details story={story} taskId={taskId} />
        </Disclosure>
      )}
      {isSteered && <StoryMoves story={story} stories={stories} moving={moving} taskId={taskId} />}
    </li>
  );
}

/** "claude-opus-5-5, since it is large: 9 criteria, 8 files". */
function whyItsModel({ model, size, because }: NonNullable<BoardStory["estimate"]>): string {
  return `${model === undefined ? "" : `${model}, since it is `}${size}: ${because}`;
}

function Facts({ story: { plan, now, estimate, by } }: { story: BoardStory }): ReactElement {
  const address = now?.url ? webAddress(now.url) : null;
  const build = now?.builds.at(-1);
  const spent = now !== null && now.microUsd > 0 ? dollars(now.microUsd / 1_000_000) : null;
  const about = estimate === null ? null : `about ${dollars(estimate.microUsd / 1_000_000)}`;
  return (
    <div className={classes["tags"]}>
      <span>{plan.priority}</span>
      {by !== null && (
        <span>
          written by <Person id={by} />
        </span>
      )}
      {(spent ?? about) !== null && (
        <span title={estimate === null ? undefined : whyItsModel(estimate)}>
          {[spent, about].filter((one) => one !== null).join(" of ")}
          {spent === null && estimate !== null && `, ${estimate.size}`}
        </span>
      )}
      {plan.dependsOn.length > 0 && <span>after {plan.dependsOn.join(", ")}</span>}
      {now !== null && now.attempt > 1 && <span>attempt {now.attempt}</span>}
      {address !== null && (
        <Anchor href={address} target="_blank" rel="noreferrer noopener" inherit>
          Pull request #{now?.pullRequest}
        </Anchor>
      )}
      {now !== null && now.tests.length > 0 && <span>{counted(now.tests.length, "new test")}</span>}
      {build !== undefined && (
        <span data-bad={build.conclusion !== "success" || undefined}>
          build: {build.conclusion === "success" ? "passed" : spoken(build.conclusion).toLowerCase()}
        </span>
      )}
    </div>
  );
}

function Details({
  story: { plan, now, files },
  taskId,
}: {
  story: BoardStory;
  taskId: string;
}): ReactElement {
  return (
    <div className={classes["details"]}>
      <p>{plan.narrative}</p>
      <ul className={classes["criteria"]}>
        {plan.criteria.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <div className={classes["tags"]}>
        for
        {plan.requirements.map((id) => (
          <Anchor key={id} component={Link} href={itemAddress(taskId, "requirements", id)} inherit>
            {id}
          </Anchor>
        ))}
      </div>
      {files !== null && (
        <ul className={classes["files"]} aria-label="Files">
          {[...files.tests, ...files.code].map((file) => (
            <li key={file}>
              <code>{file}</code>
            </li>
          ))}
        </ul>
      )}
      {now !== null && now.builds.length > 0 && <Builds builds={now.builds} />}
    </div>
  );
}
