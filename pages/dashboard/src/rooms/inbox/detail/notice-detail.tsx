import { Alert, Anchor, Button, Paper, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { useSend } from "../../../api/use-api.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { tellDone, tellFailure } from "../../../parts/tell.ts";
import { When } from "../../../parts/when.tsx";
import { counted } from "../../../parts/words.ts";
import { useSession } from "../../../session/session.tsx";
import { placeWords } from "../place-words.ts";
import type { InboxList } from "../use-inbox.ts";
import { ItemHead } from "./item-head.tsx";

/** A place that could not be told something: what, why, and what to mend. The work has gone on. */
export function NoticeDetail({
  where,
  inbox,
  onDone,
}: {
  where: string;
  inbox: InboxList;
  onDone: () => void;
}): ReactElement {
  const { may } = useSession();
  const send = useSend("POST /api/notices/mended", {
    onAnswer: () => {
      tellDone("It is off the list. It comes back when something can’t be told there again.");
      void inbox.list.refetch();
      onDone();
    },
    onRefusal: tellFailure,
  });
  const notice = inbox.undelivered.find((one) => one.where === where);
  if (!inbox.list.data)
    return inbox.list.error ? <Failure error={inbox.list.error} /> : <Loading lines={6} />;
  if (!notice)
    return (
      <Empty title="It can be told things again">
        Something got through there meanwhile, or somebody has said that it is mended.
      </Empty>
    );
  const { reason, mend, instead, words, taskId, at, count } = notice;
  return (
    <Stack gap="md">
      <ItemHead
        title={`${placeWords(where)} could not be told`}
        line={`${counted(count, "notice")} within a week; the work they tell of has gone on`}
      />
      <Alert color="orange" variant="light" title="Why">
        {reason}
      </Alert>
      <Paper withBorder p="md">
        <Text fw={600} mb={4}>
          What to mend
        </Text>
        <Text>{mend}</Text>
        {may("approver") && (
          <Button
            mt="sm"
            variant="default"
            loading={send.isPending}
            onClick={() => send.mutate({ body: { where } })}
          >
            It is mended
          </Button>
        )}
      </Paper>
      <section aria-label="What could not be said">
        <Text size="sm" c="dimmed" mb={4}>
          What was to be said last, <When at={at} />
        </Text>
        <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{words}</Text>
        <Text size="sm" c="dimmed" mt={4}>
          {instead === null
            ? "It stands on this dashboard alone."
            : `It is told in ${placeWords(instead)} instead.`}
        </Text>
      </section>
      {taskId !== null && (
        <Anchor component={Link} href={`/tasks/${encodeURIComponent(taskId)}`} size="sm">
          Its task
        </Anchor>
      )}
    </Stack>
  );
}
