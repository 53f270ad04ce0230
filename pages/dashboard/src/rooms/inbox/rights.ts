interface Asked {
  status: string;
  requestedBy: string;
  votes: readonly string[];
}

/** What somebody may say of an approval, and why not more. */
export interface Rights {
  approve: boolean;
  /** Reject it or ask for a revision. */
  refuse: boolean;
  why: string | null;
}

/**
 * `mine` says whether a yes would count. Whoever asked for it, or has said yes already, may still say no: the Worker
 * refuses only their yes.
 */
export function rightsOn(
  approval: Asked,
  mine: { allowed: boolean; why: string | null },
  me: { id: string; mayDecide: boolean },
): Rights {
  if (approval.status !== "pending") return { approve: false, refuse: false, why: null };
  if (!me.mayDecide)
    return { approve: false, refuse: false, why: "you may look; deciding needs the role of approver" };
  const involved = approval.requestedBy === me.id || approval.votes.includes(me.id);
  return { approve: mine.allowed, refuse: mine.allowed || involved, why: mine.why };
}
