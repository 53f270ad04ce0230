import { useEffect, useState } from "react";
import { bundleDigest } from "../../../../../../shared/domain/bundle-digest.ts";
import { canonicalJson, sha256 } from "../../../../../../shared/platform/digest.ts";
import type { Checked } from "../use-digest.ts";
import type { BundleItem } from "./bundle-items.ts";

/** What this browser finds about the pieces that it shows: the digest of each, by its approval, and of all that is open. */
export interface CheckedBundle {
  all: Checked;
  each: ReadonlyMap<string, string>;
}

interface Computed {
  of: string;
  all: string | null;
  each: ReadonlyMap<string, string> | null;
}

/** Computes the digests of a bundle from the payloads that are shown here, and compares them with what it is bound to. */
export function useBundleDigests(items: readonly BundleItem[], expected: string | null): CheckedBundle {
  const [computed, setComputed] = useState<Computed | null>(null);
  const of = items.map(({ id, digest, status }) => `${id} ${digest} ${status}`).join("\n");
  useEffect(() => {
    let isWanted = true;
    const keep = (all: string | null, each: ReadonlyMap<string, string> | null): void => {
      if (isWanted) setComputed({ of, all, each });
    };
    // Browsers compute digests only for pages that came over https or from this machine.
    if (!window.isSecureContext) keep(null, null);
    else
      digestsOf(items).then(
        ({ all, each }) => keep(all, each),
        () => keep(null, null),
      );
    return () => {
      isWanted = false;
    };
    // `of` says all of the items that matters: payloads don't change under a digest that the check would then find wrong.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [of]);
  if (computed?.of !== of) return { all: { kind: "checking" }, each: new Map() };
  if (computed.each === null) return { all: { kind: "unable" }, each: new Map() };
  const all = computed.all ?? "";
  return { all: { kind: computed.all === expected ? "same" : "other", digest: all }, each: computed.each };
}

async function digestsOf(items: readonly BundleItem[]) {
  const open = await Promise.all(
    items
      .filter(({ status }) => status === "pending")
      .map(async ({ id, payload }) => ({ id, digest: await sha256(canonicalJson(payload)) })),
  );
  return { all: await bundleDigest(open), each: new Map(open.map(({ id, digest }) => [id, digest])) };
}
