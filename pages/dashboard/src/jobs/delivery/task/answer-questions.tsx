import type { ReactElement } from "react";
import { useDelivery } from "../use-delivery.ts";
import { QuestionsForm } from "./questions-form.tsx";

/** Where a delivery's questions are answered: each with the words that it is about; what else it asks, in the plain box. */
export function AnswerQuestions({
  taskId,
  plain,
  onDone,
}: {
  taskId: string;
  plain: ReactElement;
  onDone?: () => void;
}): ReactElement {
  const { data } = useDelivery(taskId);
  const questions = data?.requirements?.questions ?? [];
  if (data?.stage !== "questions" || questions.length === 0) return plain;
  return (
    <QuestionsForm
      key={questions.map(({ id }) => id).join()}
      delivery={data}
      questions={questions}
      onDone={onDone}
    />
  );
}
