import { useEffect, useRef } from "react";

/** How long something must have been in view before a key decides on it, milliseconds. */
const settleMs = 500;

/** Whether it has been shown long enough to have been seen: a key that was meant for the one before doesn't hit it. */
export function useSettled(): () => boolean {
  const since = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    since.current = performance.now();
  }, []);
  return () => performance.now() - since.current >= settleMs;
}
