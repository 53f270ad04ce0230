import { z } from "zod";
import { decisions, channels, approvalStatuses } from "../domain/approval.ts";
import { ledgerTypes } from "../jobs/facts.ts";
import { provenances } from "../domain/provenance.ts";
import { dimensions } from "../domain/verdict.ts";
import { risks } from "../domain/boundary.ts";

/** Forms that several calls share. Times are ISO 8601 in UTC, money is dollars. */

export const time = z.iso.datetime();
const cursor = z.string().regex(/^\d+~.+$/, "must be a nextCursor of an earlier answer");

/** A page of a list, newest first. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: cursor.optional(),
});
export const nextCursor = z
  .string()
  .nullable()
  .meta({ description: "Where the next page begins; null at the end" });

export const reason = z.string().trim().min(1).max(2000);
export const id = z.object({ id: z.string().min(1) });
export const flag = z.enum(["true", "false"]).transform((value) => value === "true");

export const ledgerEntry = z.object({
  seq: z.number(),
  id: z.string(),
  at: time,
  taskId: z.string().nullable(),
  type: z.enum(ledgerTypes),
  summary: z.string(),
  data: z.record(z.string(), z.unknown()),
});

const finding = z.object({ pass: z.boolean(), finding: z.string() });
const approvalRule = z.object({ people: z.literal([1, 2]), ownAllowed: z.boolean() });

export const verdict = z.object({
  kind: z.enum(["auto", "hold", "approval", "forbidden"]),
  reasons: z.array(z.string()),
  dimensions: z.record(z.enum(dimensions), finding),
  windowMs: z.number().optional(),
  rule: approvalRule.optional(),
});

/** An approval; one with a `holdUntil` is a hold, which time grants. */
export const approval = z.object({
  id: z.string(),
  actionId: z.string(),
  taskId: z.string(),
  project: z.string(),
  kind: z.string(),
  target: z.string(),
  risk: z.enum(risks),
  digest: z.string(),
  status: z.enum(approvalStatuses),
  rule: approvalRule,
  requestedBy: z.string(),
  votes: z.array(z.string()),
  decidedBy: z.string().nullable(),
  channel: z.enum(channels).nullable(),
  reason: z.string().nullable(),
  createdAt: time,
  decidedAt: time.nullable(),
  holdUntil: time.nullable(),
  deadline: time.nullable(),
  remindAt: time.nullable(),
  expiresAt: time.nullable(),
  /** What is asked about together has the same; null: it is asked about alone. */
  bundle: z.string().nullable(),
  /** When it happens once it may: the time that stands in its bytes. Null: at once. */
  dueAt: time.nullable(),
  /** The person who has edited it last, words or time; null: nobody has. */
  editedBy: z.string().nullable(),
  /** The fields of its payload that people may word anew while it waits. */
  wording: z.array(z.string()),
});

const shownDigest = z
  .string()
  .regex(/^[0-9a-f]{12,64}$/, "must be the digest that was shown")
  .meta({ description: "Of the bytes that the person was shown: 64 hex digits, or at least the first 12" });

export const decision = z.strictObject({
  digest: shownDigest,
  decision: z.enum(decisions),
  reason: z.string().trim().max(2000).nullable().default(null),
});

/** What a person makes of something that waits: other words, another time, or both. */
export const edit = z
  .strictObject({
    digest: shownDigest,
    wording: z
      .record(z.string(), z.string().max(200_000))
      .default({})
      .meta({ description: "By field of the payload; only fields that `wording` of the approval names" }),
    publishAt: z.iso
      .datetime("must be a moment such as 2026-11-30T09:00:00Z")
      .nullable()
      .optional()
      .meta({ description: "null: as soon as it may; absent: as it was" }),
  })
  .refine(
    ({ wording, publishAt }) => publishAt !== undefined || Object.keys(wording).length > 0,
    "change words or the time",
  );

export const provenance = z.enum(provenances);
export const risk = z.enum(risks);

/** A fix's pull request that waits for a person to merge it. */
export const merge = z.object({
  taskId: z.string(),
  title: z.string().nullable(),
  project: z.string(),
  requestedBy: z.string(),
  repository: z.string().nullable(),
  pullRequest: z.number().nullable(),
  url: z.string().nullable(),
  /** Since when it is ready. */
  since: time,
  /** The people who decide on code there: those with a GitHub login, where anybody has one. */
  reviewers: z.array(z.string()),
});

/** A pot of money. */
export const budget = z.object({
  scope: z.enum(["task", "project-day", "system-day", "system-month"]),
  key: z.string(),
  limitUsd: z.number(),
  topUpUsd: z.number(),
  spentUsd: z.number(),
  reservedUsd: z.number(),
});
