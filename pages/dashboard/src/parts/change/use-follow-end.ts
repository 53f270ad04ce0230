import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";

/** A line more or less is still the end. */
const nearPx = 24;

/** Keeps the end of something that grows in sight, unless the reader has scrolled up to read. */
export function useFollowEnd(
  place: RefObject<HTMLElement | null>,
  grown: unknown,
): { isFollowing: boolean; onScroll: () => void; toEnd: () => void } {
  const [isFollowing, setFollowing] = useState(true);
  // What a scroll event finds is of before the last growth: the ref is ahead of the state.
  const follows = useRef(true);
  const toEnd = useCallback(() => {
    follows.current = true;
    setFollowing(true);
    place.current?.scrollTo({ top: place.current.scrollHeight });
  }, [place]);
  const onScroll = useCallback(() => {
    const box = place.current;
    if (box === null) return;
    follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx;
    setFollowing(follows.current);
  }, [place]);
  useLayoutEffect(() => {
    if (follows.current) place.current?.scrollTo({ top: place.current.scrollHeight });
  }, [place, grown]);
  return { isFollowing, onScroll, toEnd };
}
