import { Button } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../api/use-api.ts";
import { AskReason, type Question } from "../../parts/ask-reason.tsx";
import { tellDone, tellFailure } from "../../parts/tell.ts";
import { type StopView, stoppedWhat } from "./stop-words.ts";

/** Lets go on what was stopped, with a reason. */
export function ResumeButton({ stop }: { stop: StopView }): ReactElement {
  const [question, setQuestion] = useState<Question | null>(null);
  const resume = useSend("POST /api/stops/{id}/resume");
  const ask = (): void =>
    setQuestion({
      title: `Resume: ${stoppedWhat(stop)}`,
      label: "Why can it go on? It goes on where it was.",
      verb: "Resume",
      onAnswer: (reason) =>
        resume.mutate(
          { params: { id: stop.id }, body: { reason } },
          { onSuccess: () => tellDone(`${stoppedWhat(stop)} goes on.`), onError: tellFailure },
        ),
    });
  return (
    <>
      <Button
        size="compact-sm"
        variant="white"
        color="dark"
        loading={resume.isPending}
        onClick={ask}
        aria-label={`Resume: ${stoppedWhat(stop)}`}
      >
        Resume
      </Button>
      <AskReason question={question} onClose={() => setQuestion(null)} />
    </>
  );
}
