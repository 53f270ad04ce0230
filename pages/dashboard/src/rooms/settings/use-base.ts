import { useState } from "react";

/**
 * What an edit starts from: the setting as it was when the edit began, whatever arrives meanwhile. So nobody overwrites
 * what they have not seen.
 */
export function useBase<S extends { version: number }>(latest: S) {
  const [first] = useState(latest);
  const [base, setBase] = useState(latest);
  return {
    /** As it was when the edit began. */
    first,
    /** What the edit is on top of by now. */
    base,
    /** Somebody has changed the setting since. */
    isBehind: latest.version > base.version,
    /** The edit is on top of somebody else's change that has been looked at. */
    hasLoaded: base.version > first.version,
    load: () => setBase(latest),
  };
}

export type Ground = ReturnType<typeof useBase>;
