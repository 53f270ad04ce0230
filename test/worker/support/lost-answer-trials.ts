import { sealActionKind } from "../../../shared/spine/action-kind.ts";
import { pullRequestDraft } from "../../../shared/actions/pull-request-draft.ts";
import { replyTo } from "../../../shared/actions/email-reply.ts";
import { artefactVersions, executorAssignments } from "../../../shared/db/schema.ts";
import type { ArtefactKind } from "../../../shared/domain/artefacts/artefact.ts";
import { storedSpec } from "../../../shared/executor/full-spec.ts";
import { readArtefact } from "../../../shared/spine/artefacts/read-artefact.ts";
import { writeArtefact } from "../../../shared/spine/artefacts/write-artefact.ts";
import { planned } from "../executor/spec.ts";
import { aReceivedMail, sentByGmail } from "./gmail.ts";
import {
  draftPayload,
  mergePayload,
  messagesOn,
  pullsOf,
  readyPull,
  repository,
  resultOf,
} from "./github.ts";
import { applied, sandbox, writeInSlack } from "./slack.ts";
import { deliveryTrials } from "./delivery-trials.ts";
import { jiraTrials } from "./jira-trials.ts";
import { mails } from "./mails.ts";
import { meetingTrials } from "./meeting-trials.ts";
import { postTrials } from "./post-trials.ts";
import { type LostAnswerTrial, networkTrials } from "./network-trials.ts";
import { mailTo, spine } from "./spine.ts";
import { avatarTrials } from "./avatars.ts";
import { voiceTrials } from "./voices.ts";

const entriesNamed = async (kind: ArtefactKind, mark: string) =>
  (await readArtefact(spine.db, "default", kind)).entries.filter(({ fields }) => fields["title"] === mark)
    .length;

/** One way to try each kind that exists: what is proposed, where its answer is lost, and what then stands outside. */
export const trials: Record<string, LostAnswerTrial> = {
  ...networkTrials,
  ...deliveryTrials,
  ...jiraTrials,
  ...meetingTrials,
  ...postTrials,
  ...voiceTrials,
  ...avatarTrials,
  notification_internal: {
    payload: async (mark) => ({
      channel: "C0CONTENT",
      thread: (await writeInSlack("U0PRIYA", "a thread")).ts,
      text: mark,
      blocks: [],
      update: null,
    }),
    service: "slack",
    path: "chat.postMessage",
    outside: async (mark) =>
      (
        await sandbox<{ messages: { text: string }[] }>("/slack/_people/messages?channel=C0CONTENT")
      ).messages.filter((message) => message.text === mark).length,
  },
  slack_reply: {
    payload: async (mark) => ({
      draftId: mark,
      channel: "C0CONTENT",
      thread: (await writeInSlack("U0PRIYA", "how do I export?")).ts,
      text: mark,
      publishAt: null,
    }),
    service: "slack",
    path: "chat.postMessage",
    outside: async (mark) =>
      (
        await sandbox<{ messages: { text: string }[] }>("/slack/_people/messages?channel=C0CONTENT")
      ).messages.filter((message) => message.text === mark).length,
  },
  slack_report: {
    payload: (mark) => ({ channel: "C0CONTENT", title: mark, markdown: "Nine releases." }),
    service: "slack",
    path: "chat.postMessage",
    outside: async (mark) =>
      (
        await sandbox<{ messages: { text: string }[] }>("/slack/_people/messages?channel=C0CONTENT")
      ).messages.filter((message) => message.text.includes(mark)).length,
  },
  email_internal: {
    payload: (mark) => mailTo("maya@signalbox.example", mark),
    service: "mail",
    path: "/emails",
    outside: mails,
  },
  email_stakeholder: {
    payload: (mark) => mailTo(`${mark}@signalbox.example`, mark),
    service: "mail",
    path: "/emails",
    outside: mails,
  },
  email_external: {
    payload: (mark) => mailTo(`${mark}@outside.example`, mark),
    service: "mail",
    path: "/emails",
    outside: mails,
  },
  email_reply: {
    payload: async (mark) => replyTo(await aReceivedMail(), { draftId: mark, text: mark }),
    service: "gmail",
    path: "/messages/send",
    outside: sentByGmail,
  },
  pull_request_draft: {
    payload: draftPayload,
    service: "github",
    path: "/pulls",
    outside: async (mark) => (await pullsOf(`fix/${mark}`)).length,
  },
  pull_request_ready: {
    payload: async (mark) => {
      const draft = await draftPayload(mark);
      const { pullRequest, planCommit } = await resultOf(sealActionKind(pullRequestDraft), draft);
      const words = { title: mark, body: mark };
      return {
        repository,
        pullRequest: Number(pullRequest),
        branch: draft.branch,
        commit: planCommit,
        ...words,
      };
    },
    service: "github",
    path: "/graphql",
    outside: async (mark) =>
      (await pullsOf(`fix/${mark}`)).filter(({ state, body }) => state === "open" && body === mark).length,
  },
  github_comment: {
    payload: async (mark) => {
      const issue = { repository, login: "maya-ortiz", title: "It crashes", body: "", labels: [] };
      const { number } = await sandbox<{ number: number }>("/github/_people/issue", issue);
      return { repository, number, body: mark };
    },
    service: "github",
    path: "/comments",
    outside: async (mark) => {
      const seen = await sandbox<{ issues: { comments: { body: string }[] }[] }>("/github/_people/issues");
      return seen.issues.flatMap(({ comments }) => comments).filter(({ body }) => body.startsWith(mark))
        .length;
    },
  },
  repository_create: {
    payload: (mark) => ({ owner: "acme", name: mark, description: "A try", private: true }),
    service: "github",
    path: "/orgs/acme/repos",
    outside: async (mark) => {
      const { repositories } = await sandbox<{ repositories: { full_name: string }[] }>(
        "/github/_people/repositories",
      );
      return repositories.filter((one) => one.full_name === `acme/${mark}`).length;
    },
  },
  pull_request_merge: {
    payload: async (mark) => mergePayload(await readyPull(mark)),
    service: "github",
    path: "/merge",
    outside: async (mark) => {
      const [pull] = await pullsOf(`fix/${mark}`);
      return (await messagesOn("main")).filter((message) => message === `Merge ${mark} (#${pull?.number})`)
        .length;
    },
  },
  sentry_resolve: {
    payload: async () => {
      // An issue that another file's test has resolved is left as it is.
      await sandbox("/sentry/_sandbox/reset", {});
      return { organization: "acme", issueId: "5001" };
    },
    service: "sentry",
    path: "/issues/",
    outside: async () => (await applied("sentry", "/issues/5001/", "resolvedInNextRelease")).length,
  },
  code_execute: {
    payload: async (mark) => {
      const draft = await draftPayload(mark);
      const { pullRequest, planCommit = "" } = await resultOf(sealActionKind(pullRequestDraft), draft);
      const { repository: name, base, baseCommit, branch } = draft;
      return {
        repository: name,
        base,
        baseCommit,
        branch,
        planCommit,
        pullRequest: Number(pullRequest),
        revision: 1,
        planned: { ...planned, plan: { ...planned.plan, summary: mark } },
        testCommand: null,
        protectedFiles: [],
        report: mark,
        deadlineMs: 60_000,
      };
    },
    service: null,
    path: "",
    outside: async (mark) => {
      const jobs = await spine.db.select().from(executorAssignments);
      const specs = await Promise.all(jobs.map(async (job) => storedSpec(spine, job)));
      return specs.filter(({ report }) => report === mark).length;
    },
  },
  code_protected: {
    payload: (mark) => ({
      repository,
      branch: `fix/${mark}`,
      files: ["package-lock.json"],
      why: ["a lock file"],
      planDigest: "0".repeat(64),
      summary: mark,
    }),
    service: null,
    path: "",
    // It leaves nothing behind but its own record.
    outside: async () => 1,
  },
  artefact_update: {
    payload: (mark) => ({
      project: "default",
      artefact: "raid_log",
      changes: [{ op: "add", id: "new-1", fields: { type: "risk", title: mark }, sources: [] }],
      reason: "a mail says so",
    }),
    service: null,
    path: "",
    outside: async (mark) => entriesNamed("raid_log", mark),
  },
  scope_change: {
    payload: (mark) => ({ project: "default", title: mark, description: "It goes out.", tickets: ["OPS-1"] }),
    service: null,
    path: "",
    outside: async (mark) => entriesNamed("decision_log", mark),
  },
  milestone_change: {
    payload: async (mark) => {
      const fields = { title: mark, due: "2026-12-01" };
      const { version } = await writeArtefact(spine, {
        project: "default",
        kind: "delivery_state",
        changes: [{ op: "add", id: "new-1", fields, sources: [] }],
        author: { kind: "person", id: "maya" },
        reason: "",
        actionId: null,
      });
      const milestone = `M-${version}`;
      return { project: "default", milestone, forecast: "2027-01-15", reason: "the vendor is late" };
    },
    service: null,
    path: "",
    outside: async () => {
      const rows = await spine.db.select({ changes: artefactVersions.changes }).from(artefactVersions);
      return rows
        .flatMap(({ changes }) => changes)
        .filter((one) => one.op === "set" && one.fields["forecast"] === "2027-01-15").length;
    },
  },
};
