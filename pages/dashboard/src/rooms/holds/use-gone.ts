import { useEffect, useRef } from "react";
import { ApiError, call } from "../../api/client.ts";
import { tellDone, tellFailure } from "../../parts/tell.ts";
import { useNameOf } from "../../parts/person.tsx";
import { endWords } from "../../parts/approval-words.ts";

interface Listed {
  id: string;
  title: string;
}

/**
 * Tells what became of a hold that is no longer in the list. Returns the ids of those that were decided on here: these
 * are told of already.
 */
export function useGone(holds: readonly Listed[] | undefined): Set<string> {
  const nameOf = useNameOf();
  const byMe = useRef(new Set<string>());
  const before = useRef<readonly Listed[]>([]);
  useEffect(() => {
    if (holds === undefined) return;
    const there = new Set(holds.map(({ id }) => id));
    const gone = before.current.filter(({ id }) => !there.has(id) && !byMe.current.has(id));
    before.current = holds;
    for (const hold of gone)
      tellEnd(hold, nameOf).catch((error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        tellFailure(error);
      });
  }, [holds, nameOf]);
  return byMe.current;
}

async function tellEnd({ id, title }: Listed, nameOf: (id: string) => string): Promise<void> {
  const { approval } = await call("GET /api/approvals/{id}", { params: { id } });
  if (approval.status !== "pending") tellDone(`“${title}”: ${endWords(approval, nameOf)}.`);
  else if (approval.holdUntil === null)
    tellDone(`“${title}”: its window ended after its deadline, so it waits in the inbox for a decision.`);
}
