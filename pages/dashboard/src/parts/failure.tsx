import { Alert, Button, Group } from "@mantine/core";
import type { ReactElement } from "react";
import type { ApiError } from "../api/client.ts";
import { lookUp } from "../../../../shared/platform/look-up.ts";

const titles: Record<string, string> = {
  unreachable: "No answer",
  forbidden: "Not with your role",
  not_found: "Not found",
  conflict: "It stands otherwise by now",
  not_configured: "Something is not set up",
};

/** Says what went wrong, in the Worker's own words, and offers another try where one may help. */
export function Failure({
  error,
  onRetry,
}: {
  error: ApiError;
  onRetry?: (() => void) | undefined;
}): ReactElement {
  return (
    <Alert color="red" title={lookUp(titles, error.code) ?? "That did not work"} role="alert" variant="light">
      {error.message}
      {onRetry && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  );
}
