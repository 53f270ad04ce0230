import { Button, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { authorizedServices } from "../../../../../shared/domain/connection.ts";
import { useSend } from "../../api/use-api.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { tellDone, tellFailure } from "../../parts/tell.ts";
import { useSession } from "../../session/session.tsx";
import { type Connection, verbOf } from "./account-words.ts";

/** What an operator may do with an account; everybody else is told who may. */
export function AccountButtons({ connection }: { connection: Connection }): ReactElement {
  const { may } = useSession();
  const { service, title, account, missing } = connection;
  const [asks, setAsks] = useState(false);
  const authorize = useSend("POST /api/connections/{service}/authorize", {
    onAnswer: ({ url }) => window.location.assign(url),
    onRefusal: tellFailure,
  });
  const check = useSend("POST /api/connections/{service}/check", {
    onAnswer: ({ answered }) =>
      tellDone(answered ? `${title} was asked just now.` : `${title} doesn't answer now.`),
    onRefusal: tellFailure,
  });
  const remove = useSend("DELETE /api/connections/{service}", {
    onAnswer: () => setAsks(false),
  });
  if (!may("operator"))
    return (
      <Text size="sm" c="dimmed">
        Operators connect and disconnect it.
      </Text>
    );
  const person = authorizedServices.find((one) => one === service);
  const verb = verbOf(connection);
  return (
    <>
      {person !== undefined && (
        <Button
          size="sm"
          variant={account === null || account.state === "broken" ? "filled" : "default"}
          disabled={missing.length > 0}
          loading={authorize.isPending}
          onClick={() => authorize.mutate({ params: { service: person } })}
          aria-label={`${verb} ${title}`}
        >
          {verb}
        </Button>
      )}
      {account !== null && (
        <Button
          size="sm"
          variant="default"
          loading={check.isPending}
          onClick={() => check.mutate({ params: { service } })}
          aria-label={`Look now at ${title}`}
        >
          Look now
        </Button>
      )}
      {account !== null && person !== undefined && (
        <Button
          size="sm"
          variant="subtle"
          color="red"
          onClick={() => setAsks(true)}
          aria-label={`Disconnect ${title}`}
        >
          Disconnect
        </Button>
      )}
      {asks && (
        <Confirm
          title={`Disconnect ${title}?`}
          verb="Disconnect"
          error={remove.error}
          isSending={remove.isPending}
          onConfirm={() => remove.mutate({ params: { service } })}
          onClose={() => setAsks(false)}
        >
          Its tokens are forgotten here. What is approved and due there is refused until an account is
          connected again.
        </Confirm>
      )}
    </>
  );
}
