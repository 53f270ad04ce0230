import type { EffectResult } from "../../../shared/domain/sending.ts";
import type { ApplicableKind } from "../../../shared/policy/boundaries.ts";
import {
  type ActionKindModule,
  type ApprovedAction,
  sealActionKind,
} from "../../../shared/spine/action-kind.ts";
import { emailExternal } from "../../../shared/actions/email-external.ts";
import { emailInternal } from "../../../shared/actions/email-internal.ts";
import { emailStakeholder } from "../../../shared/actions/email-stakeholder.ts";
import { jiraComment } from "../../../shared/actions/jira-comment.ts";
import { jiraCreateTicket } from "../../../shared/actions/jira-create-ticket.ts";
import { jiraStatusChange } from "../../../shared/actions/jira-status-change.ts";
import { sandbox } from "../support/slack.ts";

/** Who a mail goes to and what it says; the mark is only this test's. */
export const mail = (mark: string) => ({
  to: ["maya@partner.example"],
  subject: mark,
  text: `About ${mark}`,
});

/** A kind of action that reaches a service, and how to see what came of it. */
interface Case {
  name: string;
  kind: ReturnType<typeof sealActionKind>;
  service: "mail" | "jira";
  /** The request that writes. */
  path: string;
  /** What the request's body contains, so that a fault spares the reads. */
  match: (mark: string) => string;
  payload: (mark: string) => object;
  target: string;
  /** What stands in the sandbox because of it. */
  effects: (mark: string) => Promise<number>;
}

const sealed = <K extends ApplicableKind, P, R extends EffectResult>(
  name: string,
  kind: ActionKindModule<K, P, R>,
  rest: Omit<Case, "name" | "kind">,
): Case => ({
  name,
  kind: sealActionKind(kind),
  ...rest,
});

interface SandboxIssue {
  key: string;
  summary: string;
  status: string;
  comments: { text: string }[];
  history: { to: string }[];
}

export const issues = async () => (await sandbox<{ issues: SandboxIssue[] }>("/jira/_people/issues")).issues;

export const issue = async (key: string) => (await issues()).find((one) => one.key === key);

const mails = async (mark: string) => {
  const outbox = await sandbox<{ mails: { subject: string }[] }>("/mail/_people/mails");
  return outbox.mails.filter((one) => one.subject === mark).length;
};

const mailCase = {
  service: "mail",
  path: "/emails",
  match: (mark: string) => mark,
  payload: mail,
  target: "mail:maya@partner.example",
  effects: mails,
} as const;

/** All of them, of mail and of Jira. */
export const cases: Case[] = [
  sealed("email_external", emailExternal, mailCase),
  sealed("email_internal", emailInternal, mailCase),
  sealed("email_stakeholder", emailStakeholder, mailCase),
  sealed("jira_comment", jiraComment, {
    service: "jira",
    path: "/comment",
    match: (mark) => mark,
    payload: (mark) => ({ issue: "OPS-1", text: mark }),
    target: "jira:OPS-1",
    effects: async (mark) =>
      (await issue("OPS-1"))?.comments.filter((comment) => comment.text === mark).length ?? 0,
  }),
  sealed("jira_status_change", jiraStatusChange, {
    service: "jira",
    path: "/transitions",
    match: () => '"transition"',
    payload: () => ({ issue: "OPS-1", from: "To Do", to: "In Progress" }),
    target: "jira:OPS-1",
    effects: async () => (await issue("OPS-1"))?.history.length ?? 0,
  }),
  sealed("jira_create_ticket", jiraCreateTicket, {
    service: "jira",
    path: "/issue",
    match: (mark) => mark,
    payload: (mark) => ({ project: "WEB", type: "Bug", summary: mark, description: "Line one\n\nLine two" }),
    target: "jira:WEB",
    effects: async (mark) => (await issues()).filter((one) => one.summary === mark).length,
  }),
];

/** The case of a kind. */
export const caseOf = (name: string): Case => {
  const found = cases.find((one) => one.name === name);
  if (!found) throw new Error(`no case ${name}`);
  return found;
};

export const newMark = () => `mark-${crypto.randomUUID().slice(0, 8)}`;

/** An approved action of a case. */
export function action(
  one: Case,
  payload: object,
  sentAt: number | null = Date.now(),
): ApprovedAction<unknown> {
  return {
    id: `task-1.${crypto.randomUUID()}`,
    taskId: "task-1",
    target: one.target,
    digest: "0".repeat(64),
    sentAt,
    firstSentAt: sentAt,
    progress: null,
    payload,
  };
}
