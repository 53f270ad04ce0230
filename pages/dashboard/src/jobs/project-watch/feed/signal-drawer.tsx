import { Anchor, Drawer, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { Link } from "wouter";
import { useApi } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { spoken } from "../../../parts/words.ts";
import { ProposalList } from "../proposals/proposal-list.tsx";
import { happened, stateWords } from "./feed-words.ts";
import { ReviewButtons } from "./review-buttons.tsx";
import { SignalBadges } from "./signal-badges.tsx";
import { Flag } from "./signal-row.tsx";
import { SignalWords, type WholeSignal } from "./signal-words.tsx";
import classes from "./signal.module.css";
import { useReview } from "./use-review.tsx";

/** One signal with its words, the facts that were found in them, and what followed. */
export function SignalDrawer({
  project,
  id,
  onClose,
}: {
  project: string;
  id: string | null;
  onClose: () => void;
}): ReactElement {
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title="Signal"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {id !== null && <Read project={project} id={id} />}
    </Drawer>
  );
}

function Read({ project, id }: { project: string; id: string }): ReactElement {
  const { data, error, refetch } = useApi("GET /api/projects/{project}/signals/{id}", {
    params: { project, id },
  });
  const review = useReview(project);
  if (data?.id !== id)
    return error === null ? <Loading /> : <Failure error={error} onRetry={() => void refetch()} />;
  const { title, state, why, reason, flag, taskId } = data;
  return (
    <Stack>
      <div>
        <Title order={2} size="h4" style={{ overflowWrap: "anywhere" }}>
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          {happened(data)}; {stateWords[state]}
        </Text>
      </div>
      <SignalBadges signal={data} />
      {flag !== null && <Flag words={flag} />}
      {(why ?? reason) !== null && (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {why ?? reason}
        </Text>
      )}
      <ReviewButtons signal={data} review={review} />
      <Part title="What it says">
        <SignalWords signal={data} />
      </Part>
      <Facts signal={data} />
      <Part title="What followed">
        {data.proposals.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing was proposed because of it.
          </Text>
        ) : (
          <ProposalList proposals={data.proposals} />
        )}
        {taskId !== null && (
          <Anchor component={Link} href={`/tasks/${encodeURIComponent(taskId)}`} size="sm">
            The cycle that took it up
          </Anchor>
        )}
      </Part>
      {review.dialog}
    </Stack>
  );
}

function Facts({ signal: { facts } }: { signal: WholeSignal }): ReactElement | null {
  if (facts === null) return null;
  return (
    <Part title="Facts that were found in it">
      {facts.length === 0 ? (
        <Text size="sm" c="dimmed">
          None.
        </Text>
      ) : (
        <ul className={classes["facts"]}>
          {facts.map(({ category, text, quote }, n) => (
            <li key={`${n} ${quote}`}>
              <strong>{spoken(category)}:</strong> {text}
              <blockquote className={classes["quote"]}>{quote}</blockquote>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <Stack gap={6} component="section" aria-label={title}>
      <Group>
        <Title order={3} size="sm">
          {title}
        </Title>
      </Group>
      {children}
    </Stack>
  );
}
