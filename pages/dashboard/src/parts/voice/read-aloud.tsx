import { Button } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSession } from "../../session/session.tsx";
import { type ReadFrom, ReadAloudForm } from "./read-aloud-form.tsx";

/** Has something read aloud, by whoever may ask for it. `draft` makes the words that the form begins with. */
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
  const [words, setWords] = useState<string | null>(null);
  if (!may("approver")) return null;
  return (
    <>
      <Button size={size} variant="default" onClick={() => setWords(draft())} aria-haspopup="dialog">
        Read aloud
      </Button>
      {words !== null && <ReadAloudForm from={from} words={words} onClose={() => setWords(null)} />}
    </>
  );
}
