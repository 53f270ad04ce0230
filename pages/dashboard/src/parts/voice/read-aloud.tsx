import { Button, Group } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSession } from "../../session/session.tsx";
import { type ReadFrom, ReadAloudForm } from "./read-aloud-form.tsx";
import { TalkForm } from "./talk-form.tsx";

/** Has something read aloud, or talked about, by whoever may ask for it. `draft` makes the words that the form begins with. */
export function ReadAloud({
  from,
  draft,
  size = "xs",
}: {
  from: ReadFrom;
  draft: () => string;
  size?: "xs" | "sm";
}): ReactElement | null {
  const { may } = useSession();
  const [asked, setAsked] = useState<{ how: "read" | "talk"; words: string } | null>(null);
  if (!may("approver")) return null;
  const close = () => setAsked(null);
  const ask = (how: "read" | "talk") => setAsked({ how, words: draft() });
  return (
    <>
      <Group gap="xs">
        <Button size={size} variant="default" onClick={() => ask("read")} aria-haspopup="dialog">
          Read aloud
        </Button>
        <Button size={size} variant="default" onClick={() => ask("talk")} aria-haspopup="dialog">
          Have it talked about
        </Button>
      </Group>
      {asked?.how === "read" && <ReadAloudForm from={from} words={asked.words} onClose={close} />}
      {asked?.how === "talk" && (
        <TalkForm project={from.project} title={from.title} words={asked.words} onClose={close} />
      )}
    </>
  );
}
