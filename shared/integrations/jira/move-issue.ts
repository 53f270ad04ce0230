import type { ApplyOutcome, EffectResult } from "../../domain/sending.ts";
import type { Outside } from "../../platform/config.ts";
import type { CallOutcome } from "../call.ts";
import { type JiraMover, jiraMover } from "./mover.ts";
import type { Standing, Status, Transition } from "./schema.ts";
import { looksDone, looksGivenUp } from "./status-looks.ts";
import { skewMs, stepOnward } from "./step-onward.ts";
import { findWay, isDemanding } from "./way.ts";

export interface Moved extends EffectResult {
  issue: string;
  status: string;
  url: string;
}

/** After so long no further step is taken, milliseconds: an attempt has to be over when its lease is. */
const stepsMs = 12_000;
/** Until the attempt that goes on from there. */
const pauseMs = 1000;
const mostSteps = 6;

export interface Move {
  issue: string;
  /** Where it has to stand; null: anywhere. */
  from: string | null;
  to: string;
  /** Where its workflow has no way to that status, another that counts as done will do. */
  orDone?: boolean | undefined;
}

/**
 * Moves an issue to a status, in as many steps as the way has. The whole way is known before the first step, and before
 * each it is looked where the issue stands: one that others have moved is left to them. Only what is to be done, whatever that is
 * called, is also moved on step by step where nobody can tell the whole way.
 * @param since when the first attempt left: what we have moved since is our own way.
 */
export async function moveIssue(
  outside: Outside,
  move: Move,
  since: number | null,
): Promise<ApplyOutcome<Moved>> {
  const { issue, from, to } = move;
  const jira = jiraMover(outside);
  const began = outside.now();
  const learnt = new Map<string, CallOutcome<Transition[] | null>>();
  const passed = new Set<string>();
  let expected = from;
  for (let step = 0; step <= mostSteps; step += 1) {
    const seen = await jira.standing(issue);
    if (seen.kind !== "answered") return seen;
    const now = seen.value.status.name;
    if (isThere(move, seen.value.status))
      return { kind: "applied", result: { issue, status: now, url: jira.browse(issue) } };
    if (step === mostSteps) break;
    passed.add(now);
    if (expected !== null && now !== expected) {
      if (step > 0)
        return { kind: "stale", error: `${issue} is ${now} now: somebody has moved it meanwhile` };
      const ours = await isOurWay(jira, issue, expected, now, since);
      if (ours.kind !== "answered") return ours;
      if (!ours.value) return { kind: "refused", error: `${issue} is ${now} now, not ${expected}` };
    }
    const next = await nextStep(jira, move, seen.value, { learnt, passed, since });
    if (next.kind !== "answered") return next;
    if (outside.now() - began > stepsMs)
      return { kind: "not_applied", error: `${issue} is still on its way`, afterMs: pauseMs };
    const taken = await jira.take(issue, next.value.id);
    if (taken.kind !== "answered") return taken;
    expected = next.value.to.name;
  }
  return { kind: "refused", error: `${issue} is not ${to} after ${mostSteps} steps` };
}

/** What is known of a way that is being gone. */
interface Walk {
  learnt: Map<string, CallOutcome<Transition[] | null>>;
  /** Statuses that the issue has had on it. */
  passed: Set<string>;
  since: number | null;
}

/** The transition to take now; a refusal, in words, where none leads on. */
async function nextStep(
  jira: JiraMover,
  { issue, to, orDone = false }: Move,
  seen: Standing["fields"],
  { learnt, passed, since }: Walk,
): Promise<CallOutcome<Transition>> {
  const now = seen.status.name;
  const open = await jira.transitionsOf(issue);
  if (open.kind !== "answered") return open;
  const outOf = async (status: string) => {
    const known = learnt.get(status) ?? (await jira.transitionsFrom(seen, status));
    learnt.set(status, known);
    return known;
  };
  const goals = [(status: Status) => status.name === to, ...(orDone ? [looksDone] : [])];
  const demanding: Transition[] = [];
  // A way over a status that stands for work that was given up says something untrue: it is for where there is no other.
  for (const isAvoided of [looksGivenUp, () => false]) {
    for (const isGoal of goals) {
      const way = await findWay(now, isGoal, open.value, outOf, isAvoided);
      if (way.kind === "way") return { kind: "answered", value: way.first };
      if (way.kind === "unanswered") return way.outcome;
      demanding.push(...way.demanding.filter((one) => isGoal(one.to)));
    }
    if (!orDone || isAvoided !== looksGivenUp) continue;
    const onward = await stepOnward(jira, issue, seen.status, open.value, passed, since);
    if (onward.kind !== "answered") return onward;
    if (onward.value !== null) return { kind: "answered", value: onward.value };
  }
  // Where it could be moved on step by step, what keeps it may be a screen on the way.
  const [screen = orDone ? open.value.find((one) => isDemanding(one) && !looksGivenUp(one.to)) : undefined] =
    demanding;
  if (screen) {
    const fields = Object.entries(screen.fields ?? {}).flatMap(([id, { required, name = id }]) =>
      required ? name : [],
    );
    const asked = fields.length > 0 ? fields.join(", ") : "something";
    return {
      kind: "refused",
      error: `${issue} can't go from ${now} to ${to} by itself: the transition "${screen.name}" asks for ${asked}`,
    };
  }
  const ways = open.value.map((transition) => transition.to.name).join(", ");
  return { kind: "refused", error: `${issue} can't go from ${now} to ${to}, only to ${ways || "nowhere"}` };
}

/** Whether an issue is where it is to be moved. */
export function isThere({ to, orDone = false }: Pick<Move, "to" | "orDone">, status: Status): boolean {
  return status.name === to || (orDone && looksDone(status));
}

/** Whether an earlier attempt of ours, and nobody else, has moved the issue from where it had to stand to where it stands. */
async function isOurWay(
  jira: JiraMover,
  issue: string,
  from: string,
  now: string,
  since: number | null,
): Promise<CallOutcome<boolean>> {
  if (since === null) return { kind: "answered", value: false };
  const moves = await jira.moves(issue);
  if (moves.kind !== "answered") return moves;
  const me = await jira.me();
  if (me.kind !== "answered") return me;
  let at: string | null = now;
  for (const move of moves.value) {
    if (move.to !== at || move.by !== me.value || move.at < since - skewMs) break;
    at = move.from;
    if (at === from) return { kind: "answered", value: true };
  }
  return { kind: "answered", value: false };
}
