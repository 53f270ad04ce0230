import { z } from "zod";
import { repositoryName } from "../domain/repository.ts";
import { memoryKinds } from "../domain/memory.ts";
import { githubLogin, hasRole, type Person } from "../domain/person.ts";
import type { ApprovalRule } from "../domain/verdict.ts";
import { isInherited, lookUp } from "../platform/look-up.ts";
import { boundaryOf, isActionKind } from "./boundaries.ts";
import type { Boundary } from "../domain/boundary.ts";

const kinds = z.array(z.string().refine(isActionKind, "there is no such kind of action")).default([]);
const kindOrRest = z
  .string()
  .refine((key): boolean => key === "*" || isActionKind(key), "must be a kind of action or *");
const hours = z.number().positive();
const heldKind = z
  .string()
  .refine((key): boolean => boundaryOf(key).verdict === "hold", "must be a kind of action that is held");

const patience = z.strictObject({
  /** Hours until the approvers are reminded, once. */
  remindHours: hours,
  /** Hours until the question is closed unanswered, which means no; null: it stays for ever. */
  expireHours: hours.nullable(),
});

export const channelId = z
  .string()
  .regex(/^[CGD][A-Z0-9]+$/, "must be the id of a Slack channel such as C012AB3CD");
const stakeholder = z
  .string()
  .toLowerCase()
  .regex(/^[^\s@]*@[^\s@]+\.[^\s@]+$/, "must be an address, or a domain as @example.com");

const repositorySchema = z.strictObject({
  project: z.string().default("default"),
  /** What the repository is, for people and for the search. */
  description: z.string().max(300).default(""),
  /** Beginnings of paths in stack traces that stand for the repository's root, such as "/srv/shop/". */
  paths: z.array(z.string().min(1)).default([]),
  /** Packages or modules that it makes, as stack traces name them. */
  packages: z.array(z.string().min(1)).default([]),
  sentryProjects: z.array(z.string().min(1)).default([]),
  jiraProjects: z.array(z.string().min(1)).default([]),
  /** The command that runs all tests, where the referee can't find the runner itself. */
  testCommand: z.string().min(1).optional(),
  /**
   * Merges there need no question once so many of the project's approvers have approved the very head on GitHub, and all checks that
   * count are green; absent: people are asked.
   */
  mergeApprovals: z.number().int().min(1).max(6).optional(),
  /** GitHub logins of those who are asked for a review as soon as a pull request is ready for it. */
  reviewers: z.array(githubLogin).max(15).default([]),
});

/** The name of a project. */
export const projectName = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9-]*$/, "must be a lower-case name such as web-shop")
  .refine((name) => !isInherited(name), "is a name that every object knows: choose another");
/** The key of a Jira project. Its form lets it stand in a search as it is. */
export const jiraProjectKey = z
  .string()
  .max(255)
  .regex(/^[A-Z][A-Z0-9]+$/, "must be a project's key such as OPS");

/** Where an invitation sends a bot: nowhere, where we are invited ourselves, or wherever one comes to us from. */
export const botRules = ["never", "invited", "all"] as const;

/** What the texts of a project keep to, as people have agreed. */
const houseRule = z.strictObject({
  /** The kind of text that it is for; absent: all. */
  kind: z.string().min(1).max(60).optional(),
  words: z.string().trim().min(1).max(300),
  /** The proposal that it comes from, whose evidence is shown with it; absent: somebody has written it. */
  proposal: z.string().max(60).optional(),
});
/** So many a project has at most. */
export const mostHouseRules = 30;

const projectSchema = z.strictObject({
  /** Slack channels whose requests belong to the project. */
  channels: z.array(channelId).default([]),
  /** Ids of the people who may decide, by kind of action, "*" for all others. Absent: every approver. */
  approvers: z.record(kindOrRest, z.array(z.string())).default({}),
  /** Mail addresses, or whole domains as "@example.com", that count as stakeholders. */
  stakeholders: z.array(stakeholder).default([]),
  /** Jira projects whose tickets are the project's, besides those of its repositories and its watch. */
  jiraProjects: z.array(jiraProjectKey).default([]),
  /** The autonomy level before any promotion. */
  autonomy: z.literal([1, 2, 3]).default(1),
  budgetUsdDay: z.number().positive().default(5),
  house: z.array(houseRule).max(mostHouseRules).default([]),
  meetings: z.strictObject({ bot: z.enum(botRules).default("never") }).prefault({}),
  /** What is remembered in other projects is drawn on where `from` here names them and `to` there names this one. */
  memory: z
    .strictObject({
      from: z.array(projectName).max(20).default([]),
      to: z.array(projectName).max(20).default([]),
    })
    .prefault({}),
});

const promotion = z.strictObject({
  days: z.number().int().positive(),
  accepted: z.number().int().nonnegative(),
  reviewedMessages: z.number().int().nonnegative(),
});

/** Trust looks back 92 days, and what is said again 90: so long at least records stay where these look. */
const shortestRetentionDays = 100;

const keepDays = z.number().int().min(1).max(3650).nullable();

/** The rules that a team sets for itself, but for those of its jobs. What isn't set has the value here. */
export const teamRules = z.strictObject({
  projects: z.record(projectName, projectSchema).default({}),
  /** The repositories that bugs may be fixed in, as `owner/name`. */
  repositories: z.record(repositoryName, repositorySchema).default({}),
  /** Slack channel for alerts, the daily digest and changes of autonomy. */
  opsChannel: channelId.optional(),
  notices: z
    .strictObject({
      /** Slack channel in which is told what can't be told where it belongs; absent: the ops channel. */
      fallbackChannel: channelId.optional(),
    })
    .default({}),
  /** Hour of the day (UTC) from which the digest of what waits is sent. */
  digestHour: z.number().int().min(0).max(23).default(8),
  /** Minutes from one look to the next for what GitHub, Sentry and Jira may have failed to tell by webhook. */
  pollMinutes: z.number().int().min(5).max(1440).default(10),
  /** Kinds that two people must agree to. */
  twoPeople: kinds,
  /** Outward kinds that the requester may approve nevertheless. */
  ownAllowed: kinds,
  patience: z.strictObject({ low: patience, medium: patience, high: patience }).default({
    low: { remindHours: 24, expireHours: 72 },
    medium: { remindHours: 24, expireHours: 168 },
    high: { remindHours: 4, expireHours: null },
  }),
  /** Seconds for which a held kind waits, where they are others than its boundary's. */
  windows: z.record(heldKind, z.number().positive()).default({}),
  /** Hours in which a yes must be used. */
  approvalValidHours: hours.default(24),
  promotion: z.strictObject({ toArtefact: promotion, toTactical: promotion }).default({
    toArtefact: { days: 7, accepted: 7, reviewedMessages: 0 },
    toTactical: { days: 14, accepted: 14, reviewedMessages: 5 },
  }),
  demotion: z
    .strictObject({
      days: z.number().positive(),
      /** What people put right is no refusal, so it takes more of it. */
      corrected: z.number().int().positive().default(3),
      rejected: z.number().int().positive(),
      reverted: z.number().int().positive(),
    })
    .default({ days: 7, corrected: 3, rejected: 2, reverted: 1 }),
  retention: z
    .strictObject({
      /** Days after which what is recorded of a task that is over moves to the archive; null: it stays in D1. */
      taskDays: z.number().int().min(shortestRetentionDays).max(3650).nullable(),
    })
    .default({ taskDays: 180 }),
  memory: z
    .strictObject({
      /** Days after which a memory is forgotten; null: it stays. */
      keepDays: keepDays.default(null),
      /** The same for a kind, where it is other than for the rest. */
      kinds: z.partialRecord(z.enum(memoryKinds), keepDays).default({}),
    })
    .prefault({}),
});

/** The jobs' own rules, by what each declares. */
// oxlint-disable-next-line typescript/no-empty-object-type -- it is filled by declaration, where the jobs are
export interface JobRules {}

export type Rules = z.infer<typeof teamRules> & JobRules;
/** The form of the rules: what is not set gets its value. */
export type RulesSchema = z.ZodType<Rules>;
export type RepositoryRules = z.infer<typeof repositorySchema>;
export type HouseRule = z.infer<typeof houseRule>;
export type ProjectRules = z.infer<typeof projectSchema>;

/** The project that takes what nobody has assigned. */
export const defaultProject = "default";

const unset = projectSchema.parse({});

export function projectRules(rules: Rules, project: string): ProjectRules {
  return lookUp(rules.projects, project) ?? unset;
}

/** What a project's texts of a kind keep to. */
export function houseRules(rules: Rules, project: string, kind: string): string[] {
  return projectRules(rules, project).house.flatMap((rule) =>
    rule.kind === undefined || rule.kind === kind ? [rule.words] : [],
  );
}

/** The projects whose memory is drawn on in a project: its own, and those that both sides' rules say. */
export function rememberedIn(rules: Rules, project: string): string[] {
  const others = projectRules(rules, project).memory.from.filter(
    (other) => other !== project && projectRules(rules, other).memory.to.includes(project),
  );
  return [project, ...new Set(others)];
}

/** All projects that there are or that are watched, the one that takes the rest first. */
export function projectNames(rules: Rules): string[] {
  return [...new Set([defaultProject, ...Object.keys(rules.projects), ...Object.keys(rules.projectWatch)])];
}

/** Whether the rules have a project. Of any other nobody has said who decides there. */
export function isKnownProject(rules: Rules, project: string): boolean {
  return projectNames(rules).includes(project);
}

export function projectOfChannel(rules: Rules, channel: string): string {
  const found = Object.entries(rules.projects).find(([, project]) => project.channels.includes(channel));
  return found?.[0] ?? defaultProject;
}

/** Whether an address is on a project's list of stakeholders, itself or by its domain. Lower case. */
export function isStakeholder(rules: Rules, project: string, address: string): boolean {
  const { stakeholders } = projectRules(rules, project);
  return stakeholders.includes(address) || stakeholders.includes(address.slice(address.lastIndexOf("@")));
}

/** What a kind may do, under the rules that the team has set for it. */
export function boundaryUnder(rules: Rules, kind: string): Boundary {
  const seconds = lookUp(rules.windows, kind);
  return seconds === undefined ? boundaryOf(kind) : { ...boundaryOf(kind), windowMs: seconds * 1000 };
}

export function approvalRule(rules: Rules, kind: string): ApprovalRule {
  return {
    people: rules.twoPeople.some((one) => one === kind) ? 2 : 1,
    ownAllowed: !boundaryOf(kind).outward || rules.ownAllowed.some((one) => one === kind),
  };
}

/**
 * The people who may decide on a kind of action in a project, or on whatever else is done there: "*". In a project that the
 * rules don't have (any more), operators.
 */
export function approversOf(
  people: readonly Person[],
  rules: Rules,
  project: string,
  kind: string,
): Person[] {
  if (!isKnownProject(rules, project)) return people.filter((person) => hasRole(person, "operator"));
  const { approvers } = projectRules(rules, project);
  const listed = lookUp(approvers, kind) ?? approvers["*"];
  return people.filter(
    (person) => hasRole(person, "approver") && (listed === undefined || listed.includes(person.id)),
  );
}
