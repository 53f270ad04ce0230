import { Alert, Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import classes from "./exact-bytes.module.css";
import type { Checked } from "./use-digest.ts";

/** The bytes that leave the house when somebody says yes, and their digest as this browser computed it. */
export function ExactBytes({ bytes, checked }: { bytes: string; checked: Checked }): ReactElement {
  const size = new TextEncoder().encode(bytes).length;
  return (
    <Stack gap="sm">
      {(checked.kind === "same" || checked.kind === "checking") && <DigestLine checked={checked} />}
      <pre className={classes["bytes"]} tabIndex={0} aria-label="The exact bytes">
        {bytes}
      </pre>
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          Canonical JSON, {size.toLocaleString()} bytes of UTF-8. The decision is bound to exactly these.
        </Text>
        <CopyButton value={bytes}>
          {({ copied, copy }) => (
            <Button variant="default" size="xs" onClick={copy}>
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}

/** Whether these are the bytes, in a line. */
export function DigestLine({ checked }: { checked: Checked }): ReactElement {
  switch (checked.kind) {
    case "checking":
      return (
        <Text size="sm" c="dimmed">
          Computing the SHA-256 of the bytes…
        </Text>
      );
    case "same":
      return (
        <Text size="sm" component="div" className={classes["line"]}>
          These are the bytes: sha256 <Code className={classes["digest"]}>{checked.digest}</Code>{" "}
          <span className={classes["tick"]} role="img" aria-label="checked in this browser">
            ✓
          </span>
        </Text>
      );
    case "other":
      return (
        <Alert color="red" variant="light" role="alert" title="These are not the bytes that would go out">
          This browser computed sha256 <Code className={classes["digest"]}>{checked.digest}</Code>, which is
          not what the approval is bound to. Nothing can be decided on it here. Tell whoever runs Signalbox.
        </Alert>
      );
    case "unable":
      return (
        <Alert color="red" variant="light" role="alert" title="The bytes can’t be checked here">
          This browser computes digests only for pages that came over https or from this machine, so nothing
          can be decided here.
        </Alert>
      );
  }
}
