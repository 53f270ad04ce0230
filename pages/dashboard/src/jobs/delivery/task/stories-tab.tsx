import { Anchor, Badge } from "@mantine/core";
import type { ReactElement } from "react";
import { webAddress } from "../../../parts/address.ts";
import { Empty } from "../../../parts/empty.tsx";
import { dollars } from "../../../parts/money.tsx";
import classes from "../delivery.module.css";
import type { DeliveryView, StoryView } from "../use-delivery.ts";

const stateWords: Record<DeliveryView["stories"][number]["state"], string> = {
  planned: "planned",
  building: "being built",
  in_review: "in review",
  merged: "merged",
  skipped: "skipped",
  failed: "failed",
};

/** The stories of a delivery, in the order in which they are built. */
export function StoriesTab({ delivery }: { delivery: DeliveryView }): ReactElement {
  const { requirements, stories: standing } = delivery;
  if (requirements === null || requirements.stories.length === 0)
    return (
      <Empty title="No stories yet">They are made of the requirements, when nothing is open any more.</Empty>
    );
  const order = new Map(standing.map(({ id }, n) => [id, n]));
  const stories = requirements.stories.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  return (
    <ol className={classes["board"]}>
      {stories.map((story) => (
        <StoryCard key={story.id} story={story} delivery={delivery} />
      ))}
    </ol>
  );
}

function StoryCard({ story, delivery }: { story: StoryView; delivery: DeliveryView }): ReactElement {
  const { id, title, narrative, priority, criteria, requirements, dependsOn } = story;
  const now = delivery.stories.find((one) => one.id === id);
  const files = delivery.design?.stories.find((one) => one.story === id);
  const estimate = delivery.estimates.find((one) => one.story === id);
  const address = now?.url ? webAddress(now.url) : null;
  return (
    <li className={classes["card"]}>
      <header>
        <span className={classes["id"]}>{id}</span>
        <h3>{title}</h3>
        {now !== undefined && (
          <Badge
            size="sm"
            variant="light"
            color={now.state === "merged" ? "teal" : now.state === "failed" ? "red" : "blue"}
          >
            {stateWords[now.state]}
          </Badge>
        )}
      </header>
      <p>{narrative}</p>
      <ul className={classes["criteria"]}>
        {criteria.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <div className={classes["tags"]}>
        <span>{priority}</span>
        <span>for {requirements.join(", ")}</span>
        {dependsOn.length > 0 && <span>after {dependsOn.join(", ")}</span>}
        {estimate !== undefined && (
          <span title={estimate.because}>
            {estimate.size}, about {dollars(estimate.microUsd / 1_000_000)}
          </span>
        )}
        {address !== null && (
          <Anchor href={address} target="_blank" rel="noreferrer noopener" inherit>
            Pull request #{now?.pullRequest}
          </Anchor>
        )}
      </div>
      {now?.note && <p>{now.note}</p>}
      {files !== undefined && (
        <ul className={classes["files"]}>
          {[...files.tests, ...files.code].map((file) => (
            <li key={file}>
              <code>{file}</code>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
