import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Approval,
  type ApprovalEvent,
  decisions,
  reduceApproval,
  type Standing,
  whyNotAllowed,
  whyTooFew,
} from "../../../shared/domain/approval.ts";

const hour = 3_600_000;
const people = ["maya", "lena", "priya", "jonas"];
/** Who is there at a moment: people come and go, lose their role, are taken off the list, and rules get stricter. */
const standings: fc.Arbitrary<Standing> = fc.record({
  may: fc.subarray(["maya", "lena", "priya"]),
  requester: fc.constantFrom(null, "maya"),
  rule: fc.record({ people: fc.constantFrom<1 | 2>(1, 2), ownAllowed: fc.boolean() }),
});
const time = fc.nat(100);

const approvals: fc.Arbitrary<Approval> = fc
  .record({
    people: fc.constantFrom<1 | 2>(1, 2),
    ownAllowed: fc.boolean(),
    holdUntil: fc.option(time),
    deadline: fc.option(time),
    expiresAt: fc.option(time),
    remindAt: fc.option(time),
    wordedBy: fc.constantFrom(null, "lena"),
  })
  .map(({ people: needed, ownAllowed, wordedBy, ...times }) => ({
    id: "approval-1",
    actionId: "action-1",
    taskId: "task-1",
    digest: "d",
    status: "pending",
    rule: { people: needed, ownAllowed },
    requestedBy: "github:maya-ortiz",
    wordedBy,
    votes: [],
    decidedBy: null,
    decidedAt: null,
    channel: null,
    reason: null,
    createdAt: 0,
    clockAt: null,
    ...times,
  }));

const events: fc.Arbitrary<ApprovalEvent> = fc.oneof(
  fc
    .record({
      decision: fc.constantFrom(...decisions),
      by: fc.constantFrom(...people),
      channel: fc.constantFrom("slack" as const, "api" as const),
      digest: fc.constantFrom("d", "d", "d", "e"),
      reason: fc.option(fc.constantFrom("", " ", "because")),
      standing: standings,
    })
    .map((event) => ({ kind: "decide" as const, ...event })),
  fc.constantFrom<ApprovalEvent>(
    { kind: "release" },
    { kind: "expire" },
    { kind: "supersede" },
    { kind: "replace" },
    { kind: "withdraw" },
    { kind: "remind", nextRemindAt: null },
  ),
);
/** What happens to it, in any order, at times that only grow; a crash shows as an event that never comes. */
const histories = fc.array(fc.record({ event: events, after: fc.nat(20), twice: fc.boolean() }), {
  maxLength: 30,
});

describe("an approval, whatever happens to it in whatever order", () => {
  it("keeps its promises", () => {
    fc.assert(
      fc.property(approvals, histories, (start, history) => {
        let approval = start;
        let now = 0;
        let closings = 0;
        for (const { event, after, twice } of history) {
          now += after;
          for (const _time of twice ? [1, 2] : [1]) {
            const before = approval;
            const transition = reduceApproval(before, event, now);
            if (transition.kind !== "changed") continue;
            approval = transition.next;
            // What is closed stays as it is, for ever; only an edited version takes the place of a yes.
            if (event.kind === "replace") {
              expect(["pending", "approved", "released"]).toContain(before.status);
              expect(approval.status).toBe("superseded");
            } else expect(before.status).toBe("pending");
            if (before.status === "pending" && transition.closed) closings += 1;
            expect(approval.digest).toBe(start.digest);
            if (approval.status === "released") {
              // Time lets only holds through, never early, and never past the deadline.
              expect(before.holdUntil).not.toBeNull();
              expect(now).toBeGreaterThanOrEqual(before.holdUntil ?? Number.POSITIVE_INFINITY);
              if (before.deadline !== null) expect(now).toBeLessThanOrEqual(before.deadline);
            }
            if (event.kind === "decide") {
              // Whatever was said before, only who may decide at this moment has a say in it.
              const { may, requester, rule } = event.standing;
              expect(may).toContain(event.by);
              expect(new Set(approval.votes).size).toBe(approval.votes.length);
              if (event.decision === "approved") {
                expect(approval.votes.filter((by) => !may.includes(by))).toEqual([]);
                if (!start.rule.ownAllowed || !rule.ownAllowed)
                  expect(
                    approval.votes.filter((by) =>
                      [requester, start.requestedBy, start.wordedBy].includes(by),
                    ),
                  ).toEqual([]);
                const needed = Math.max(start.rule.people, rule.people);
                expect(approval.status === "approved").toBe(approval.votes.length >= needed);
              }
            } else expect(approval.votes).toEqual(before.votes);
            if (approval.status === "rejected" || approval.status === "revised")
              expect(approval.reason?.trim()).toBeTruthy();
            if (approval.status === "expired") {
              expect(before.holdUntil).toBeNull();
              expect(now).toBeGreaterThanOrEqual(before.expiresAt ?? Number.POSITIVE_INFINITY);
            }
          }
        }
        expect(closings).toBeLessThanOrEqual(1);
        const open = whyNotAllowed(approval, "d", now, hour) === null;
        expect(open).toBe(approval.status === "approved" || approval.status === "released");
        expect(whyNotAllowed(approval, "other bytes", now, hour)).not.toBeNull();
      }),
      { numRuns: 5000 },
    );
  });

  it("refuses a decision with a reason for the person, and changes nothing by it", () => {
    fc.assert(
      fc.property(approvals, events, time, (approval, event, now) => {
        const transition = reduceApproval(approval, event, now);
        if (transition.kind === "refused") expect(transition.reason.length).toBeGreaterThan(5);
        if (event.kind !== "decide") return;
        const { may, requester, rule } = event.standing;
        const right =
          may.includes(event.by) &&
          event.digest === "d" &&
          !(approval.holdUntil === null && approval.expiresAt !== null && now >= approval.expiresAt) &&
          (event.decision === "approved"
            ? (approval.rule.ownAllowed && rule.ownAllowed) ||
              (event.by !== requester && event.by !== approval.wordedBy)
            : Boolean(event.reason?.trim()));
        expect(transition.kind).toBe(right ? "changed" : "refused");
      }),
      { numRuns: 3000 },
    );
  });

  it("asks instead of releasing when its window ended after its deadline", () => {
    const [late] = fc.sample(approvals, 1);
    if (!late) throw new Error("no sample");
    const held: Approval = { ...late, holdUntil: 10, deadline: 20, expiresAt: null };
    const transition = reduceApproval(held, { kind: "release" }, 3600);
    expect(transition).toMatchObject({ kind: "changed", closed: false, next: { holdUntil: null } });
    if (transition.kind !== "changed") return;
    expect(reduceApproval(transition.next, { kind: "release" }, 9999)).toEqual({ kind: "unchanged" });
  });

  it("goes out only while enough of those who let it through still may", () => {
    fc.assert(
      fc.property(
        approvals,
        fc.uniqueArray(fc.constantFrom(...people)),
        standings,
        (start, votes, standing) => {
          const approved: Approval = { ...start, status: "approved", votes, decidedAt: 0 };
          const own =
            start.rule.ownAllowed && standing.rule.ownAllowed ? [] : [standing.requester, start.wordedBy];
          const left = votes.filter((by) => standing.may.includes(by) && !own.includes(by));
          const enough = left.length >= Math.max(start.rule.people, standing.rule.people);
          expect(whyTooFew(approved, standing) === null).toBe(enough);
          expect(whyTooFew({ ...approved, status: "released" }, standing)).toBeNull();
        },
      ),
    );
  });

  it("drops the first yes when who gave it has left, and waits for another", () => {
    const [one] = fc.sample(approvals, 1);
    if (!one) throw new Error("no sample");
    const rule = { people: 2, ownAllowed: false } as const;
    const waiting: Approval = { ...one, rule, expiresAt: null, wordedBy: null, votes: ["leo"] };
    const yes = { kind: "decide", decision: "approved", channel: "api", digest: "d", reason: null } as const;
    const standing: Standing = { may: ["lena", "priya"], requester: null, rule };
    const first = reduceApproval(waiting, { ...yes, by: "lena", standing }, 1);
    expect(first).toMatchObject({ kind: "changed", closed: false, next: { votes: ["lena"] } });
    if (first.kind !== "changed") return;
    const second = reduceApproval(first.next, { ...yes, by: "priya", standing }, 2);
    expect(second).toMatchObject({ closed: true, next: { decidedBy: "lena and priya" } });
  });

  it("is not a yes for ever", () => {
    const [one] = fc.sample(approvals, 1);
    if (!one) throw new Error("no sample");
    const approved: Approval = { ...one, status: "approved", decidedAt: 0 };
    expect(whyNotAllowed(approved, "d", hour, hour)).toBeNull();
    expect(whyNotAllowed(approved, "d", hour + 1, hour)).toContain("older than the 1 hours");
  });
});
