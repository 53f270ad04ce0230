import { Alert } from "@mantine/core";
import type { ReactElement } from "react";
import { hiddenCharacters } from "./hidden-characters.ts";

/** Says when words may not be what they look like. */
export function BytesWarning({ bytes }: { bytes: string }): ReactElement | null {
  const hidden = hiddenCharacters(bytes);
  if (hidden.length === 0) return null;
  return (
    <Alert color="orange" variant="light" title="Not everything in here can be seen">
      The bytes hold characters that are invisible or turn the direction of writing: {hidden.join(", ")}. What
      it looks like may not be what it says.
    </Alert>
  );
}
