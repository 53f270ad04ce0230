import { useEffect, useState } from "react";
import { sha256 } from "../../../../../shared/platform/digest.ts";

/** What this browser finds about the bytes that it was sent. Only `same` may be decided on. */
export type Checked =
  | { kind: "checking" }
  | { kind: "same"; digest: string }
  | { kind: "other"; digest: string }
  | { kind: "unable" };

/** Computes the SHA-256 of the bytes here and compares it with the digest that the approval is bound to. */
export function useDigest(bytes: string, expected: string): Checked {
  const [computed, setComputed] = useState<{ bytes: string; digest: string | null } | null>(null);
  useEffect(() => {
    let isWanted = true;
    const keep = (digest: string | null): void => {
      if (isWanted) setComputed({ bytes, digest });
    };
    // Browsers compute digests only for pages that came over https or from this machine.
    if (!window.isSecureContext) keep(null);
    else sha256(bytes).then(keep, () => keep(null));
    return () => {
      isWanted = false;
    };
  }, [bytes]);
  if (computed?.bytes !== bytes) return { kind: "checking" };
  if (computed.digest === null) return { kind: "unable" };
  return { kind: computed.digest === expected ? "same" : "other", digest: computed.digest };
}
