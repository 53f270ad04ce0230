import { Alert, Anchor } from "@mantine/core";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { authorizedServices } from "../../../../../shared/domain/connection.ts";
import { useSend } from "../../api/use-api.ts";
import { Empty } from "../../parts/empty.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { tellDone } from "../../parts/tell.ts";
import { returnedWith } from "./returned-with.ts";

/**
 * Where a service sends people back to: what it has sent them with is handed to the Worker, once, and taken out of the address. It
 * is a page and no door of the Worker's, since a browser that comes from elsewhere brings no session along.
 */
export function ComeBack({ from }: { from: string }): ReactElement {
  const service = authorizedServices.find((one) => one === from);
  const [, go] = useLocation();
  const [returned] = useState(() => returnedWith(window.location.search));
  const sent = useRef(false);
  const { mutate, error } = useSend("POST /api/connections/{service}/callback", {
    onAnswer: ({ name, account }) => {
      tellDone(`Connected as ${name || account}.`);
      go("/accounts", { replace: true });
    },
  });
  useEffect(() => {
    if (service === undefined || returned === null || sent.current) return;
    sent.current = true;
    window.history.replaceState(null, "", window.location.pathname);
    mutate({ params: { service }, body: returned });
  }, [service, returned, mutate]);
  const back = (
    <Anchor component={Link} href="/accounts">
      To the accounts
    </Anchor>
  );
  return (
    <Room title="Accounts">
      {service === undefined || returned === null ? (
        <Empty title="There is nothing to come back from">{back}</Empty>
      ) : error === null ? (
        <Loading />
      ) : (
        <>
          <Alert color="red" variant="light" role="alert" title="No account was connected">
            {error.message}
          </Alert>
          {back}
        </>
      )}
    </Room>
  );
}
