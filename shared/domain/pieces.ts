import type { ApprovalStatus } from "./approval.ts";
import type { EffectState } from "./effect.ts";

/** How one of several actions that a task carries out together stands, in its newest version. Times are epoch milliseconds. */
export interface PieceState {
  /** What it is asked about together with. */
  bundle: string;
  /** What became of its question; `auto`: nobody is asked; `forbidden`: it may not happen. */
  status: ApprovalStatus | "auto" | "forbidden";
  decidedAt: number | null;
  /** Null: it may not leave yet, or never. */
  effect: EffectState | null;
  /** An attempt has left and has no answer yet, or the service is still at it. */
  sent: boolean;
  /** Somebody was asked what became of it. */
  asked: boolean;
  dueAt: number | null;
  /** It is not tried again before this moment. */
  notBefore: number;
  /** The place of the one that it points at, which must be out before; null: it points at none of them. */
  pointsAt: number | null;
  /** Somebody has worked on the words that people wanted otherwise: a new version stands beside it. */
  takenUp: boolean;
}

/** What counts for all of them. */
export interface Patience {
  /** After its time by more than this something is late; null: nothing ever is. */
  lateMs: number | null;
  /** So long after the last word people may go on deciding before their wishes are worked on. */
  settleMs: number;
}

export type NextForPieces =
  /** It may go out now, or is looked after. */
  | { kind: "apply"; at: number }
  /** What it points at will never be out. */
  | { kind: "leave"; at: number }
  /** Its time was missed, so people are asked again. */
  | { kind: "late"; at: number }
  /** Its answer was lost for good, and people have to look. */
  | { kind: "ask"; at: number }
  /** What people want otherwise is written anew. */
  | { kind: "revise"; at: number[] }
  /** Until a moment, or until somebody says something (null). */
  | { kind: "wait"; until: number | null }
  | { kind: "done" };

/** What is to be done next with actions that are carried out together. Pure: everything is in what is passed; `at` are places in the list. */
export function nextForPieces(
  pieces: readonly PieceState[],
  { lateMs, settleMs }: Patience,
  now: number,
): NextForPieces {
  const placed = pieces.map((piece, at) => ({ piece, at }));
  const ready = placed
    .filter(({ piece }) => mayLeave(piece) && startOf(piece) <= now && piece.notBefore <= now)
    .filter(({ piece }) => ground(piece, pieces) !== "open")
    .toSorted((a, b) => startOf(a.piece) - startOf(b.piece) || a.at - b.at);
  for (const { piece, at } of ready) if (ground(piece, pieces) === "gone") return { kind: "leave", at };
  for (const { piece, at } of ready) return { kind: isLate(piece, lateMs, now) ? "late" : "apply", at };
  const lost = placed.find(
    ({ piece }) => piece.effect === "unknown" && !piece.asked && piece.notBefore <= now,
  );
  if (lost !== undefined) return { kind: "ask", at: lost.at };
  const bundles = new Set(pieces.filter(isWanted).map(({ bundle }) => bundle));
  const settled: number[] = [];
  for (const bundle of bundles) {
    const together = placed.filter(({ piece }) => piece.bundle === bundle);
    const at = together.filter(({ piece }) => isWanted(piece)).map((one) => one.at);
    const spoken = Math.max(...together.map(({ piece }) => piece.decidedAt ?? 0));
    if (together.every(({ piece }) => piece.status !== "pending") || now >= spoken + settleMs)
      return { kind: "revise", at };
    settled.push(spoken + settleMs);
  }
  const open = pieces.filter((piece) => !hasEnded(piece));
  if (open.length === 0) return { kind: "done" };
  const moments = [
    ...settled,
    ...open
      .filter((piece) => mayLeave(piece) && ground(piece, pieces) !== "open")
      .map((piece) => Math.max(startOf(piece), piece.notBefore)),
    ...open.filter(({ effect, asked }) => effect === "unknown" && !asked).map(({ notBefore }) => notBefore),
  ];
  return { kind: "wait", until: moments.length === 0 ? null : Math.min(...moments) };
}

/** Whether nothing more will come of it. */
export function hasEnded({ status, effect, takenUp }: PieceState): boolean {
  if (effect === "applied" || effect === "failed") return true;
  switch (status) {
    case "pending":
    case "approved":
    case "released":
    case "auto":
      return false;
    case "revised":
      return takenUp;
    case "withdrawn":
      // Its task was asked to end, or is about to be: it is the next look that sees this.
      return false;
    case "rejected":
    case "expired":
    case "superseded":
    case "forbidden":
      return true;
  }
}

/** Whether people want other words for it, and nobody has begun on them. */
function isWanted({ status, takenUp }: PieceState): boolean {
  return status === "revised" && !takenUp;
}

function mayLeave({ status, effect }: PieceState): boolean {
  return effect === "pending" && (status === "approved" || status === "released" || status === "auto");
}

/** Whether what it points at is there, may still come, or never will. What has left needs it no more. */
function ground({ sent, pointsAt }: PieceState, pieces: readonly PieceState[]): "there" | "open" | "gone" {
  const other = pointsAt === null ? undefined : pieces[pointsAt];
  if (sent || other === undefined || other.effect === "applied") return "there";
  return hasEnded(other) ? "gone" : "open";
}

/** What has left is looked after at any time. */
function startOf({ sent, dueAt }: PieceState): number {
  return sent ? 0 : (dueAt ?? 0);
}

/** A yes that came after its time was a yes to that. */
function isLate({ sent, dueAt, decidedAt }: PieceState, lateMs: number | null, now: number): boolean {
  return lateMs !== null && !sent && dueAt !== null && now > Math.max(dueAt, decidedAt ?? 0) + lateMs;
}
