import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import { searchWith } from "./address.ts";

/** What a view is narrowed to, kept in the address's query string: it can be linked, and Back goes back. */
export function useAddress(): {
  get: (name: string) => string | null;
  /** `replace` for what should not be a step of its own on the way back. */
  set: (changes: Record<string, string | null>, options?: { replace: boolean }) => void;
} {
  const search = useSearch();
  const [path, go] = useLocation();
  const get = useCallback((name: string) => new URLSearchParams(search).get(name), [search]);
  const set = useCallback(
    (changes: Record<string, string | null>, options = { replace: false }) => {
      const next = searchWith(location.search, changes);
      go(next === "" ? path : `${path}?${next}`, options);
    },
    [path, go],
  );
  return useMemo(() => ({ get, set }), [get, set]);
}
