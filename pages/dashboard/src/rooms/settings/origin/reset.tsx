import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { tellDone } from "../../../parts/tell.ts";
import { Confirm } from "../../../parts/confirm.tsx";

const losses = {
  people:
    "The list of people becomes the configuration's again, with the tokens that stand there. People and tokens that were added here end, and their sessions with them.",
  rules:
    "Projects, routing and rules become the configuration's again. What was changed here no longer counts.",
} as const;

/** Goes back to the configuration, after a second look; only from what the reader saw. */
export function Reset({
  name,
  version,
  onClose,
}: {
  name: "people" | "rules";
  version: number;
  onClose: () => void;
}): ReactElement {
  const [seen] = useState(version);
  const { mutate, error, isPending } = useSend("DELETE /api/settings/{name}");
  return (
    <Confirm
      title="Back to the configuration"
      verb="Go back"
      error={error}
      isSending={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { params: { name }, query: { version: seen } },
          {
            onSuccess: () => {
              tellDone(`The ${name} are the configuration's again.`);
              onClose();
            },
          },
        )
      }
    >
      {losses[name]}
    </Confirm>
  );
}
