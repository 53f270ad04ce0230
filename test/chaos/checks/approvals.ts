import type { ApprovalView, Dossier } from "../views.ts";
import { type Check, each, type Violation } from "./check.ts";

interface Asked {
  approval: ApprovalView;
  dossier: Dossier;
}

const closing: ReadonlySet<string> = new Set([
  "approval.decided",
  "hold.released",
  "approval.expired",
  "approval.superseded",
]);
const yes: ReadonlySet<string> = new Set(["approved", "released"]);

const asked = ({ dossiers }: { dossiers: readonly Dossier[] }): Asked[] =>
  dossiers.flatMap((dossier) => dossier.approvals.map((approval) => ({ approval, dossier })));

const against = ({ approval, dossier }: Asked, what: string): Violation => ({
  what: `${approval.id}: ${what}`,
  taskId: dossier.task.id,
});

/** What must be true of approvals and holds. */
export const approvalChecks: Check[] = [
  each("approvals are decided once", asked, (one) => {
    const facts = one.dossier.timeline.filter(
      ({ type, data }) => closing.has(type) && data["approvalId"] === one.approval.id,
    );
    const expected = one.approval.status === "pending" ? 0 : 1;
    return facts.length === expected
      ? null
      : against(one, `${one.approval.status}, and ${facts.length} facts say that it was closed`);
  }),
  each("a confirmed decision stays", asked, (one, { diary }) => {
    const confirmed = diary.confirmed.get(one.approval.id);
    return confirmed === undefined || confirmed === one.approval.status
      ? null
      : against(one, `somebody was told that it is ${confirmed}, and it is ${one.approval.status}`);
  }),
  each("nobody has decided what no person wanted", asked, (one, { diary }) => {
    const { id, status } = one.approval;
    if (status !== "approved" && status !== "rejected" && status !== "revised") return null;
    const wanted = diary.wanted.get(id);
    return wanted === status ? null : against(one, `${status}, but its person wanted ${wanted ?? "nothing"}`);
  }),
  each(
    "no hold was released before its time",
    (evidence) => asked(evidence).filter(({ approval }) => approval.status === "released"),
    (one) => {
      const { decidedAt, holdUntil } = one.approval;
      return decidedAt !== null && holdUntil !== null && decidedAt >= holdUntil
        ? null
        : against(one, `released at ${decidedAt}, held until ${holdUntil}`);
    },
  ),
  each(
    "nothing happened that was refused",
    (evidence) => asked(evidence).filter(({ approval }) => !yes.has(approval.status)),
    (one) => {
      const effect = one.dossier.effects.find(({ actionId }) => actionId === one.approval.actionId);
      return effect === undefined
        ? null
        : against(one, `${one.approval.status}, and there is an effect that is ${effect.state}`);
    },
  ),
  each(
    "what was allowed came to an end",
    (evidence) => asked(evidence).filter(({ approval }) => yes.has(approval.status)),
    (one) => {
      const effect = one.dossier.effects.find(({ actionId }) => actionId === one.approval.actionId);
      return effect?.state === "applied" || effect?.state === "failed" || effect?.asked
        ? null
        : against(one, `${one.approval.status}, and its effect is ${effect?.state ?? "missing"}`);
    },
  ),
];
