import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { AskReason, type Question } from "../../../parts/ask-reason.tsx";
import { tellFailure } from "../../../parts/tell.ts";
import type { Signal } from "../views.ts";

type Reviewed = Pick<Signal, "id" | "title">;

/** What people say of a signal: that it was read right, or wrong and how. */
export function useReview(project: string): {
  right: (signal: Reviewed) => void;
  wrong: (signal: Reviewed) => void;
  /** The signal whose answer is on its way. */
  busy: string | null;
  dialog: ReactElement;
} {
  const [question, setQuestion] = useState<Question | null>(null);
  const { mutate, isPending, variables } = useSend("PUT /api/projects/{project}/signals/{id}/review", {
    onRefusal: tellFailure,
  });
  const say = (id: string, review: "right" | "wrong", note: string | null): void =>
    mutate({ params: { project, id }, body: { review, note } });
  return {
    right: ({ id }) => say(id, "right", null),
    wrong: ({ id, title }) =>
      setQuestion({
        title: "Read wrong",
        label: `What would have been right about “${title}”? You may leave it empty.`,
        verb: "It was wrong",
        optional: true,
        onAnswer: (note) => say(id, "wrong", note === "" ? null : note),
      }),
    busy: isPending ? (variables.params?.id ?? null) : null,
    dialog: <AskReason question={question} onClose={() => setQuestion(null)} />,
  };
}
