import type { FailureTold } from "../../../changes/failure-told.ts";
import type { z } from "zod";
import type { Person } from "../../../domain/person.ts";
import type { CallOutcome } from "../../../integrations/call.ts";
import type { RepositoryRules, Rules } from "../../../policy/rules.ts";
import type { Spine } from "../../../spine/context.ts";
import type { ReportOf } from "../report-parts.ts";
import type { SourceName } from "./names.ts";
import type { Reaction } from "./reaction.ts";

/** What speaks for the repositories that fit: how much (0 to 1), and in plain words. Several share it. */
export interface OriginEvidence {
  weight: number;
  why: string;
  fits: (rules: RepositoryRules, repository: string) => boolean;
}

/** Where people look at what was reported. */
export interface Page {
  /** What it is called there: "SHOP-12". */
  name: string;
  url: string;
}

/** A report that leads to nothing new. `key`: the name of whatever is said about it. */
export interface Linked {
  key: string;
  title: string;
  reason: string;
  people: readonly Person[];
  /** Whether it comes from another issue, and is taken for the same bug by where it breaks. */
  isAnother: boolean;
  /** Where fixes are told of that were not asked for in Slack; null: nowhere. */
  channel: string | null;
}

/**
 * One place that bugs are reported from, in a file of its own: all that the job has to know of it. How a delivery becomes
 * a report stays beside it.
 * @example
 * const origin = z.strictObject({ kind: z.literal("gitlab"), project: z.string(), issue: z.number().int(), url: z.url() });
 *
 * export const gitlabSource: ReportSource<"gitlab", z.infer<typeof origin>> = {
 *   name: "gitlab",
 *   origin,
 *   signals: { "gitlab.labelled": "GitLab label" },
 *   judged: { by: "request" },
 *   page: ({ project, issue, url }) => ({ name: `${project}#${issue}`, url }),
 *   identity: ({ origin: { project, issue } }) => `gitlab:${project}#${issue}`,
 *   evidence: ({ project }) => ({
 *     weight: 0.85,
 *     why: "its issue was opened there",
 *     fits: (_rules, repository) => repository === project,
 *   }),
 *   complete: null,
 *   tell: {
 *     linked: ({ project, issue }, { key, reason }) => [acting(key, gitlabNote, { project, issue, body: reason })],
 *     planned: ({ project, issue }, body) => [acting("tell gitlab", gitlabNote, { project, issue, body })],
 *     merged: ({ project, issue }, body) => [acting("tell gitlab of merge", gitlabNote, { project, issue, body })],
 *     failed: ({ project, issue }, told) => [
 *       acting("tell gitlab of failure", gitlabNote, { project, issue, body: failureText(told) }),
 *     ],
 *   },
 *   resolve: () => [],
 * };
 */
export interface ReportSource<K extends SourceName, O extends { kind: K }> {
  /** Its key in the registry, and the kind of its origins. */
  name: K;
  /** What a report has to carry of where it comes from, to be found and answered there. */
  origin: z.ZodType<O>;
  /** The kinds of signal that carry its reports, with what people call them. */
  signals: Readonly<Record<string, string>>;
  /**
   * Somebody has asked for the fix, which is always worth an offer; or a monitor reports, which is weighed. `codeless`
   * says of those that name no code why there is no more to look for than the cause.
   */
  judged: { by: "request" } | { by: "score"; codeless(origin: O): string | null };
  /** Null where it has no page of its own. */
  page(origin: O): Page | null;
  /** What the report is about, as the system that it comes from tells its bugs apart; the same for the same bug. */
  identity(report: ReportOf<O>): string | Promise<string>;
  /** Null where the origin says nothing of the repository. */
  evidence(origin: O): OriginEvidence | null;
  /** Adds what the source knows besides; what can't be found there stays. Null: it has said everything. */
  complete: ((spine: Spine, report: ReportOf<O>) => Promise<CallOutcome<ReportOf<O>>>) | null;
  /** What is said there. Names of reactions are persistent: rename with care. */
  tell: {
    /** It is being fixed, or was decided, already. */
    linked(origin: O, told: Linked): Reaction[];
    /** A plan waits for people. */
    planned(origin: O, words: string): Reaction[];
    /** The fix is merged. */
    merged(origin: O, words: string): Reaction[];
    /** There will be no plan, or the plan that people have agreed to could not be carried out. Said once. */
    failed(origin: O, told: FailureTold): Reaction[];
  };
  /** What a merge does there. */
  resolve(origin: O, rules: Rules["bugFix"]): Reaction[];
}

/** A report in the eyes of the source that it comes from. */
export interface Sourced<O> {
  byRequest: boolean;
  codeless: string | null;
  page: Page | null;
  evidence: OriginEvidence | null;
  identity(): Promise<string>;
  complete(spine: Spine): Promise<CallOutcome<ReportOf<O>>>;
  linked(told: Linked): Reaction[];
  planned(words: string): Reaction[];
  merged(words: string): Reaction[];
  failed(told: FailureTold): Reaction[];
  resolve(rules: Rules["bugFix"]): Reaction[];
}

/** A source with its origin's type sealed in, so that a registry can hold sources of different origins. */
export interface SealedSource<K extends SourceName, O> {
  name: K;
  origin: z.ZodType<O>;
  signals: Readonly<Record<string, string>>;
  of(report: ReportOf<unknown>): Sourced<O>;
}

export function sealSource<K extends SourceName, O extends { kind: K }>(
  source: ReportSource<K, O>,
): SealedSource<K, O> {
  const { name, origin, signals, judged, tell, complete } = source;
  return {
    name,
    origin,
    signals,
    of: (report) => {
      const from = origin.parse(report.origin);
      const mine = { ...report, origin: from };
      return {
        byRequest: judged.by === "request",
        codeless: judged.by === "score" ? judged.codeless(from) : null,
        page: source.page(from),
        evidence: source.evidence(from),
        identity: async () => source.identity(mine),
        complete: async (spine) =>
          complete === null ? { kind: "answered", value: mine } : complete(spine, mine),
        linked: (told) => tell.linked(from, told),
        planned: (words) => tell.planned(from, words),
        merged: (words) => tell.merged(from, words),
        failed: (told) => tell.failed(from, told),
        resolve: (rules) => source.resolve(from, rules),
      };
    },
  };
}
