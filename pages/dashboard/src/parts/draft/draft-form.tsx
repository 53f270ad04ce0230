import { Button, Group, Stack } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { Link } from "wouter";
import type { ApiError } from "../../api/client.ts";
import { Failure } from "../failure.tsx";
import { ArrivedBefore, type ArrivedWords } from "./arrived-before.tsx";
import type { Draft } from "./draft-from.ts";

/** A form that sends a draft under its key; and under a new one, should other words have used that up. */
export function DraftForm({
  room,
  form: { draft, change },
  send,
  sending: { isPending, error },
  submit,
  arrived,
  children,
}: {
  /** Where the way back leads, and where what was sent is found. */
  room: "tasks" | "fixes" | "deliveries";
  form: { draft: Draft; change: (part: Draft) => void };
  send: (onceKey: string) => void;
  sending: { isPending: boolean; error: ApiError | null };
  submit: string;
  arrived: ArrivedWords;
  children: ReactNode;
}): ReactElement {
  /** The key was used up by words that have arrived: these get one of their own. */
  const sendAsAnother = (): void => {
    const onceKey = crypto.randomUUID();
    change({ onceKey });
    send(onceKey);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(draft.onceKey);
      }}
    >
      <Stack maw={760}>
        {children}
        {error !== null && error.code !== "conflict" && <Failure error={error} />}
        {error?.code === "conflict" && <ArrivedBefore room={room} words={arrived} onSend={sendAsAnother} />}
        <Group justify="flex-end">
          <Button variant="default" component={Link} href={`/${room}`}>
            Back
          </Button>
          <Button type="submit" loading={isPending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
