import { Anchor, Button, Group, List, Stack, Text, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Link } from "wouter";
import type { Answer } from "../../api/client.ts";
import { useApi, useSend } from "../../api/use-api.ts";
import { Failure } from "../../parts/failure.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Person } from "../../parts/person.tsx";
import { tellDone } from "../../parts/tell.ts";
import { Moment } from "../../parts/when.tsx";
import { useSession } from "../../session/session.tsx";

type Proposal = Answer<"GET /api/house-rules">["proposals"][number];

/** What people keep asking for, to be made a rule or not. Nothing where there is nothing. */
export function HouseRules(): ReactElement | null {
  const { data, error, refetch } = useApi("GET /api/house-rules");
  if (data === undefined)
    return error === null ? null : <Failure error={error} onRetry={() => void refetch()} />;
  if (data.proposals.length === 0) return null;
  const open = data.proposals.filter(({ state }) => state === "proposed");
  const decided = data.proposals.filter(({ state }) => state !== "proposed");
  return (
    <Panel
      title="House rules"
      lead="What people keep asking for can become a rule: every text of the kind keeps to it. The rules of a project are in its settings."
    >
      <Stack gap="lg">
        {open.map((proposal) => (
          <OpenProposal key={proposal.id} proposal={proposal} />
        ))}
        {decided.map((proposal) => (
          <Decided key={proposal.id} proposal={proposal} />
        ))}
      </Stack>
    </Panel>
  );
}

function OpenProposal({ proposal }: { proposal: Proposal }): ReactElement {
  const { id, words, project, kind } = proposal;
  const { may } = useSession();
  const [text, setText] = useState(words);
  const accept = useSend("POST /api/house-rules/{id}/accept", {
    onAnswer: () => tellDone("It is a house rule now."),
  });
  const decline = useSend("POST /api/house-rules/{id}/decline", {
    onAnswer: () => tellDone("It is no rule, and isn't proposed again because of this."),
  });
  const isBusy = accept.isPending || decline.isPending;
  const error = accept.error ?? decline.error;
  return (
    <Stack gap="xs" component="article" aria-label={`Proposed: ${words}`}>
      <TextInput
        label={`Proposed for every ${kind.replaceAll("_", " ")} in ${project}`}
        description="Word it as those who write should read it."
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        readOnly={!may("operator")}
        maxLength={300}
        error={text.trim() === "" ? "Say what the rule is" : null}
      />
      <Evidence proposal={proposal} />
      {error !== null && <Failure error={error} />}
      {may("operator") && (
        <Group gap="sm">
          <Button
            size="compact-md"
            loading={accept.isPending}
            disabled={isBusy || text.trim() === ""}
            onClick={() => accept.mutate({ params: { id }, body: { words: text.trim() } })}
          >
            Make it a rule
          </Button>
          <Button
            size="compact-md"
            variant="default"
            loading={decline.isPending}
            disabled={isBusy}
            onClick={() => decline.mutate({ params: { id } })}
          >
            No rule
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Decided({ proposal }: { proposal: Proposal }): ReactElement {
  const { words, state, project, kind, decidedBy, decidedAt } = proposal;
  return (
    <Stack gap={4} component="article" aria-label={`${state}: ${words}`}>
      <Text>{words}</Text>
      <Text size="sm" c="dimmed">
        {state === "accepted" ? "A rule" : "Declined"} for every {kind.replaceAll("_", " ")} in {project}
        {decidedBy !== null && (
          <>
            , by <Person id={decidedBy} />
          </>
        )}
        {decidedAt !== null && (
          <>
            , <Moment at={decidedAt} />
          </>
        )}
      </Text>
      <Evidence proposal={proposal} />
    </Stack>
  );
}

/** What people have said that has led to it. */
function Evidence({ proposal: { evidence } }: { proposal: Proposal }): ReactElement {
  return (
    <List size="sm" spacing={2} aria-label="What people have asked for">
      {evidence.map(({ id, text, by, at, taskId }) => (
        <List.Item key={id} style={{ overflowWrap: "anywhere" }}>
          “{text}”
          {by !== null && (
            <>
              {" "}
              <Person id={by} />
            </>
          )}
          , <Moment at={at} />
          {taskId !== null && (
            <>
              {" "}
              <Anchor component={Link} href={`/tasks/${encodeURIComponent(taskId)}`} size="sm">
                task
              </Anchor>
            </>
          )}
        </List.Item>
      ))}
    </List>
  );
}
