import { Badge, Button, Group, type MantineColor, Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { type Answer, call } from "../../api/client.ts";
import { useList, useSend } from "../../api/use-api.ts";
import { AskReason, type Question } from "../../parts/ask-reason.tsx";
import { Failure } from "../../parts/failure.tsx";
import { LoadMore } from "../../parts/load-more.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Person } from "../../parts/person.tsx";
import { tellDone, tellFailure } from "../../parts/tell.ts";
import { When } from "../../parts/when.tsx";
import { kindWords } from "../../actions/registry.ts";
import { useSession } from "../../session/session.tsx";
import classes from "./autonomy.module.css";
import { levelWords } from "../../parts/level-words.ts";
import { evidenceWords, wholeProject } from "./evidence-words.ts";

type Promotion = Answer<"GET /api/autonomy/promotions">["promotions"][number];

const endings: Record<Exclude<Promotion["status"], "pending">, { words: string; color: MantineColor }> = {
  ratified: { words: "ratified", color: "green" },
  declined: { words: "refused", color: "gray" },
  stale: { words: "no longer earned", color: "gray" },
};

/** Promotions that were proposed: those that wait for an operator, and below them those of before. */
export function Promotions(): ReactElement {
  const list = useList(["GET /api/autonomy/promotions"], async (cursor, signal) =>
    call("GET /api/autonomy/promotions", { query: cursor === undefined ? {} : { cursor } }, signal),
  );
  const { data, error, refetch } = list;
  if (data === undefined)
    return error === null ? <Loading lines={3} /> : <Failure error={error} onRetry={() => void refetch()} />;
  const all = data.pages.flatMap(({ promotions }) => promotions);
  const pending = all.filter(({ status }) => status === "pending");
  const past = all.filter(({ status }) => status !== "pending");
  return (
    <>
      <Panel title="Promotions that wait">
        {pending.length === 0 ? (
          <Text size="sm" c="dimmed">
            None. When the evidence speaks for a higher level, it is proposed here; nobody is promoted without
            an operator.
          </Text>
        ) : (
          <ul className={classes["list"]}>
            {pending.map((promotion) => (
              <li key={promotion.id} className={classes["row"]}>
                <Pending promotion={promotion} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {(past.length > 0 || list.hasNextPage) && (
        <Panel title="Promotions of before">
          <ul className={classes["list"]}>
            {past.map((promotion) => (
              <li key={promotion.id} className={classes["row"]}>
                <Past promotion={promotion} />
              </li>
            ))}
          </ul>
          <LoadMore list={list} />
        </Panel>
      )}
    </>
  );
}

function Pending({ promotion }: { promotion: Promotion }): ReactElement {
  const { may } = useSession();
  const [question, setQuestion] = useState<Question | null>(null);
  const { mutate, isPending } = useSend("POST /api/autonomy/promotions/{id}/decision");
  const decide = (decision: "ratified" | "declined", reason: string): void =>
    mutate(
      { params: { id: promotion.id }, body: { decision, reason: reason === "" ? null : reason } },
      {
        onSuccess: ({ kind }) =>
          tellDone(kind === "ratified" ? "Ratified: it counts from now on." : "Refused."),
        onError: tellFailure,
      },
    );
  const ask = (decision: "ratified" | "declined"): void =>
    setQuestion(
      decision === "ratified"
        ? {
            title: `Ratify: ${headOf(promotion)}`,
            label: "Why, if you want to say",
            verb: "Ratify",
            optional: true,
            onAnswer: (words) => decide(decision, words),
          }
        : {
            title: `Refuse: ${headOf(promotion)}`,
            label: "Why",
            verb: "Refuse",
            color: "red",
            onAnswer: (words) => decide(decision, words),
          },
    );
  return (
    <Group justify="space-between" gap="sm">
      <Facts promotion={promotion} />
      {may("operator") ? (
        <Group gap="xs">
          <Button size="xs" onClick={() => ask("ratified")} loading={isPending}>
            Ratify
          </Button>
          <Button size="xs" variant="default" onClick={() => ask("declined")} disabled={isPending}>
            Refuse
          </Button>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          An operator decides
        </Text>
      )}
      <AskReason question={question} onClose={() => setQuestion(null)} />
    </Group>
  );
}

function Past({ promotion }: { promotion: Promotion }): ReactElement {
  const { status, decidedBy, decidedAt, reason } = promotion;
  if (status === "pending") return <Facts promotion={promotion} />;
  const { words, color } = endings[status];
  return (
    <Group justify="space-between" gap="sm" align="flex-start">
      <Facts promotion={promotion} />
      <Stack gap={2} className={classes["ending"]}>
        <Badge variant="light" tt="none" fw={600} color={color}>
          {words}
        </Badge>
        {decidedBy !== null && decidedAt !== null && (
          <Text size="xs" c="dimmed">
            <Person id={decidedBy} />, <When at={decidedAt} />
            {reason !== null && `: ${reason}`}
          </Text>
        )}
      </Stack>
    </Group>
  );
}

function Facts({ promotion }: { promotion: Promotion }): ReactElement {
  return (
    <Stack gap={2} miw={0}>
      <Text size="sm" fw={600}>
        {headOf(promotion)}
      </Text>
      <Text size="sm">{evidenceWords(promotion.evidence)}</Text>
      <Text size="xs" c="dimmed">
        Proposed <When at={promotion.createdAt} />
      </Text>
    </Stack>
  );
}

function headOf({ project, kind, fromLevel, toLevel }: Promotion): string {
  const what = kind === wholeProject ? `Project ${project}` : `${kindWords(kind)}, project ${project}`;
  return `${what}, from ${levelWords[fromLevel].name} to ${levelWords[toLevel].name}`;
}
