import { Anchor, Button, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { type Answer, call } from "../../../api/client.ts";
import { useList } from "../../../api/use-api.ts";
import { StatusBadge } from "../../../parts/badges.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { LoadMore } from "../../../parts/load-more.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Person } from "../../../parts/person.tsx";
import { Room } from "../../../parts/room.tsx";
import rows from "../../../parts/rows.module.css";
import { Told } from "../../../parts/told.tsx";
import { When } from "../../../parts/when.tsx";
import { useSession } from "../../../session/session.tsx";
import { stageWords } from "../stage-words.ts";

/** What is made of documents, or was. */
export function Deliveries(): ReactElement {
  const { may } = useSession();
  return (
    <Room
      title="Deliveries"
      lead="From a customer’s documents to software: what they want, with their own words, and a plan that people agree to."
      actions={
        may("approver") && (
          <Button component={Link} href="/deliveries/new">
            Start a delivery
          </Button>
        )
      }
    >
      <DeliveryList />
    </Room>
  );
}

function DeliveryList(): ReactElement {
  const list = useList(["GET /api/deliveries"], async (cursor, signal) =>
    call("GET /api/deliveries", { query: { cursor } }, signal),
  );
  if (list.data === undefined)
    return list.error === null ? (
      <Loading lines={6} />
    ) : (
      <Failure error={list.error} onRetry={() => void list.refetch()} />
    );
  const deliveries = list.data.pages.flatMap((page) => page.deliveries);
  return (
    <Stack>
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {deliveries.length === 0 ? (
        <Empty title="No deliveries yet">
          Drop a brief, a call’s transcript and a mail thread into a project’s documents, and start one.
        </Empty>
      ) : (
        <ul className={rows["rows"]} aria-label="Deliveries">
          {deliveries.map((one) => (
            <DeliveryRow key={one.taskId} delivery={one} />
          ))}
        </ul>
      )}
      <LoadMore list={list} />
    </Stack>
  );
}

type Listed = Answer<"GET /api/deliveries">["deliveries"][number];

function DeliveryRow({ delivery }: { delivery: Listed }): ReactElement {
  const { taskId, title, status, stage, waitingFor, repository, documents, project, requestedBy, createdAt } =
    delivery;
  return (
    <li className={rows["line"]}>
      <div className={rows["what"]}>
        <Anchor component={Link} href={`/tasks/${encodeURIComponent(taskId)}`} fw={600}>
          {title ?? "A delivery without a title"}
        </Anchor>
        {waitingFor !== null && (
          <Text component="span" size="sm" c="dimmed" lineClamp={2}>
            <Told text={waitingFor} />
          </Text>
        )}
      </div>
      <div className={rows["cell"]}>
        <StatusBadge status={status} />
        <span>{stageWords[stage]}</span>
      </div>
      <div className={rows["cell"]}>
        <span>{repository}</span>
        <span>
          {project}, {documents} {documents === 1 ? "document" : "documents"}
        </span>
      </div>
      <div className={rows["cell"]}>
        <When at={createdAt} />
        <span>
          <Person id={requestedBy} />
        </span>
      </div>
    </li>
  );
}
