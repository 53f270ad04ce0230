import { Anchor, Badge, Stack, Text } from "@mantine/core";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";
import { Link } from "wouter";
import { Empty } from "../../../parts/empty.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { useAddress } from "../../../parts/use-address.ts";
import { itemAddress } from "../addresses.ts";
import classes from "../delivery.module.css";
import type { DeliveryView, RequirementView } from "../use-delivery.ts";
import { Citations } from "./citations.tsx";
import { QuestionKind } from "./question-kinds.tsx";

const standingWords: Record<RequirementView["standing"], { label: string; color: string }> = {
  new: { label: "new", color: "blue" },
  edit: { label: "change", color: "violet" },
  conflict: { label: "in conflict", color: "red" },
  already_true: { label: "true already", color: "teal" },
  gone: { label: "no longer wanted", color: "gray" },
};

/** What the documents ask for and leave open, each with the words that say so. */
export function RequirementsTab({ delivery }: { delivery: DeliveryView }): ReactElement {
  const { requirements: all } = delivery;
  if (all === null)
    return (
      <Empty title="Nothing is read yet">
        What the documents ask for stands here as soon as they are read.
      </Empty>
    );
  const { requirements, questions, stories } = all;
  const storyOf = (id: string): string | null =>
    stories.find((story) => story.requirements.includes(id))?.id ?? null;
  const standing = requirements.filter((one) => one.standing !== "gone");
  const gone = requirements.filter((one) => one.standing === "gone");
  return (
    <Stack>
      {questions.length > 0 && (
        <Panel
          title="Open questions"
          lead="What stays open is not built. While it is asked about, the answers go in above, or in the thread."
        >
          <ul className={classes["list"]}>
            {questions.map(({ id, kind, question, citations }) => (
              <Item key={id} id={id}>
                <p>
                  {question} <QuestionKind kind={kind} />
                </p>
                <Citations citations={citations} delivery={delivery} />
              </Item>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title="Requirements" lead="Each rests on words that code has found in a document.">
        {standing.length === 0 ? (
          <Text size="sm" c="dimmed">
            The documents ask for nothing.
          </Text>
        ) : (
          <List requirements={standing} delivery={delivery} storyOf={storyOf} />
        )}
      </Panel>
      {gone.length > 0 && (
        <Panel
          title="No longer wanted"
          lead="Overruled by an answer, the same as another, or gone from its document."
        >
          <List requirements={gone} delivery={delivery} storyOf={() => null} />
        </Panel>
      )}
    </Stack>
  );
}

function List({
  requirements,
  delivery,
  storyOf,
}: {
  requirements: readonly RequirementView[];
  delivery: DeliveryView;
  storyOf: (id: string) => string | null;
}): ReactElement {
  return (
    <ul className={classes["list"]}>
      {requirements.map(({ id, statement, priority, standing, citations }) => {
        const { label, color } = standingWords[standing];
        const story = storyOf(id);
        return (
          <Item key={id} id={id}>
            <p>{statement}</p>
            <div className={classes["tags"]}>
              <Badge size="sm" variant="light" tt="none" color={color} miw="max-content">
                {label}
              </Badge>
              <span>{priority}</span>
              {story !== null && (
                <Anchor component={Link} href={itemAddress(delivery.taskId, "stories", story)} inherit>
                  {story}
                </Anchor>
              )}
            </div>
            <Citations citations={citations} delivery={delivery} />
          </Item>
        );
      })}
    </ul>
  );
}

/** One of them, to which a link may lead. */
function Item({ id, children }: { id: string; children: ReactNode }): ReactElement {
  const { get } = useAddress();
  const place = useRef<HTMLLIElement>(null);
  const isAt = get("item") === id;
  useEffect(() => {
    if (isAt) place.current?.scrollIntoView({ block: "center" });
  }, [isAt]);
  return (
    <li ref={place} data-at={isAt || undefined}>
      <span className={classes["id"]}>{id}</span>
      <div>{children}</div>
    </li>
  );
}
