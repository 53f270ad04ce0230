import type { PieceState } from "../../shared/domain/pieces.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import type { ErrorCode } from "../../shared/platform/errors.ts";
import type { Told } from "../talk.ts";
import type { Seen, SeenPiece } from "./see-pieces.ts";
import { notWaiting } from "../service-wait.ts";
import type { Trying } from "./try-now.ts";
import type { Batch, Ended, Undertaking } from "./undertaking.ts";

/** What a workflow remembers of an action that it carries out. Everything else is on record. */
export interface Running<R extends EffectResult> extends Trying {
  work: Undertaking<R>;
  /** The action as it was first proposed. */
  root: string;
  /** Looks at its target that didn't tell what became of it, since people last did. */
  tries: number;
  /** Tries in all; step names are made of it. */
  steps: number;
  notBefore: number;
  /** A wake ends its waiting. */
  loose: boolean;
  /** How often people were asked what became of it. */
  questions: number;
  /** Why it was given up, and which version of it. */
  failure: { actionId: string; code: ErrorCode; reason: string } | null;
  /** What people wanted otherwise was written anew, or never will be. */
  takenUp: "no" | "anew" | "never";
}

/** A batch with the message that asks about it. */
export interface AskedBatch<R extends EffectResult> extends Trying {
  batch: Batch<R>;
  /** What its steps and messages are named by. */
  name: string;
  pieces: Running<R>[];
  /** The message that asks; null when there is nothing to ask, nobody, or no way to. */
  message: Told;
  /** What the message shows, and what it is to show next. */
  shown: string;
  showing: string;
  /** How many versions the message has had, and how often this one was tried. */
  round: number;
  tries: number;
  notBefore: number;
  loose: boolean;
}

/** So often a target is looked at that doesn't tell; what only waits for a service doesn't count. */
export const maxTries = 6;

export function newRunning<R extends EffectResult>(work: Undertaking<R>, root: string): Running<R> {
  return {
    work,
    root,
    tries: 0,
    waiting: notWaiting,
    steps: 0,
    notBefore: 0,
    loose: false,
    questions: 0,
    failure: null,
    takenUp: "no",
  };
}

/** How it stands, with what the workflow remembers of it. */
export function stateOf<R extends EffectResult>(
  bundle: string,
  piece: Running<R>,
  seen: SeenPiece,
  pointsAt: number | null,
): PieceState {
  const { status, decidedAt, dueAt, asked } = seen;
  // What may have happened is looked for a few times before people are.
  const looksItself = seen.effect === "unknown" && !asked && piece.tries < maxTries;
  const gaveUp = piece.failure?.actionId === seen.actionId;
  return {
    bundle,
    status,
    decidedAt,
    effect: gaveUp ? "failed" : looksItself ? "pending" : seen.effect,
    sent: seen.sent,
    asked,
    dueAt,
    notBefore: piece.notBefore,
    pointsAt,
    takenUp: piece.takenUp !== "no",
  };
}

/** How it ended, once nothing more will come of it. */
export function endedAs<R extends EffectResult>({ work, failure }: Running<R>, seen: SeenPiece): Ended<R> {
  if (seen.effect === "applied")
    return { kind: "applied", result: work.result.parse(seen.result ?? {}), by: seen.by };
  if (failure?.actionId === seen.actionId) {
    const { code, reason } = failure;
    return code === "stale" ? { kind: "stale", reason } : { kind: "failed", code, reason };
  }
  if (seen.effect === "failed") {
    const reason = seen.error ?? "it failed";
    return seen.stale ? { kind: "stale", reason } : { kind: "failed", code: "effect_failed", reason };
  }
  switch (seen.status) {
    case "rejected":
    case "revised":
      return { kind: seen.status, by: seen.by ?? "somebody", reason: seen.reason ?? "" };
    case "expired":
      return { kind: "expired", reason: "nobody decided in time" };
    case "superseded":
      return { kind: "superseded", reason: "a newer proposal for the same has taken its place" };
    case "forbidden":
      return { kind: "forbidden", reason: seen.reasons.join("; ") };
    case "pending":
    case "withdrawn":
    case "approved":
    case "released":
    case "auto":
      throw new Error(`${seen.actionId} is ${seen.status} and was taken for ended`);
  }
}

/** What is seen of a batch's own pieces. */
export function seenOf<R extends EffectResult>(
  { pieces }: AskedBatch<R>,
  running: readonly Running<R>[],
  seen: Seen,
): { piece: Running<R>; seen: SeenPiece }[] {
  return pieces.flatMap((piece) => {
    const one = seen.pieces[running.indexOf(piece)];
    return one === undefined ? [] : [{ piece, seen: one }];
  });
}
