import { useEffect, useRef, useState } from "react";
import { useSession } from "../../session/session.tsx";
import { type Draft, draftFrom } from "./draft-from.ts";

/**
 * The words on a form, kept in this tab while they aren't sent: through a failed send, a reload and a session that
 * has ended meanwhile. Each person has their own. `form` is what they are kept as.
 */
export function useDraft<T extends Draft & Record<keyof T, string>>(
  form: string,
  blank: (onceKey: string) => T,
): { draft: T; change: (part: Partial<T>) => void; forget: () => void } {
  const { person } = useSession();
  const key = `${form}:${person.id}`;
  const [draft, setDraft] = useState<T>(() =>
    draftFrom(sessionStorage.getItem(key), blank(crypto.randomUUID())),
  );
  const isSent = useRef(false);
  useEffect(() => {
    if (!isSent.current) sessionStorage.setItem(key, JSON.stringify(draft));
  }, [key, draft]);
  return {
    draft,
    change: (part) => setDraft((before) => ({ ...before, ...part })),
    forget: () => {
      isSent.current = true;
      sessionStorage.removeItem(key);
    },
  };
}
