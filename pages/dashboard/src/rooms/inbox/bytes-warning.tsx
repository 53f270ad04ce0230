import { Alert } from "@mantine/core";
import type { ReactElement } from "react";

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

/**
 * Characters that a reader doesn't see and that can make words look other than they are: controls, marks that turn the
 * direction of writing, zero-width ones, tags. Joiners within emoji and line breaks are left out, they are common.
 */
const hidden =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Which hidden characters a text has, each once, as U+202E; in the order in which they come. */
export function hiddenCharacters(text: string): string[] {
  const found = text.match(hidden) ?? [];
  return [...new Set(found)].map(
    (one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
}
