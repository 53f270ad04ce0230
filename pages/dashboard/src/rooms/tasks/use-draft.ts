import { useEffect, useRef, useState } from "react";
import { useSession } from "../../session/session.tsx";
import { type Draft, draftFrom } from "./draft.ts";

/**
 * The words on the form, kept in this tab while they aren't sent: through a failed send, a reload and a session that
 * has ended meanwhile. Each person has their own.
 */
export function useDraft(): { draft: Draft; change: (part: Partial<Draft>) => void; forget: () => void } {
  const { person } = useSession();
  const key = `draft:${person.id}`;
  const [draft, setDraft] = useState<Draft>(
    () =>
      draftFrom(sessionStorage.getItem(key)) ?? {
        text: "",
        project: "default",
        channel: "",
        onceKey: crypto.randomUUID(),
      },
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
