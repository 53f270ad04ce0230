import type { z } from "zod";
import { knownRepository } from "../../../../changes/known-repository.ts";
import type { ReportOf } from "../../report-parts.ts";
import { reportTitle, reportWords } from "../../report-words.ts";
import { parseTrace } from "../../stack-trace.ts";
import { actorOfGithub } from "../../../../domain/actor.ts";
import { fixOrder } from "../../../../domain/fix-order.ts";
import { hasRole, type Person, personByGithub, provenanceOfPerson } from "../../../../domain/person.ts";
import type { Provenance } from "../../../../domain/provenance.ts";
import { inlineSignal, placeInFile } from "../../../../changes/inline-comment.ts";
import type { PullRequestEvent } from "../../../../changes/pull-request-event.ts";
import type { Written } from "../../../../changes/why-too-early.ts";
import { defaultProject, type Rules } from "../../../../policy/rules.ts";
import type { NewSignal } from "../../../../domain/signal.ts";
import type {
  commented,
  commentedInline,
  labelled,
  pullRequestClosed,
  reviewed,
  WireComment,
  WireIssue,
} from "../../../../integrations/github/wire.ts";
import type { GithubOrigin } from "./source.ts";
import { lookUp } from "../../../../platform/look-up.ts";

export interface MapContext {
  people: readonly Person[];
  rules: Rules;
}

/** What an event leads to: signals, or nothing at all, with the reason for the log. */
export type Mapped = NewSignal[] | { ignored: string };

/** An issue that gets the label. */
export function signalOfLabel(id: string, event: z.infer<typeof labelled>, context: MapContext): Mapped {
  const { issue, label, repository, sender } = event;
  if (label?.name.toLowerCase() !== context.rules.bugFix.label.toLowerCase())
    return { ignored: "another label" };
  if (isPullRequest(issue)) return { ignored: "a pull request is no bug" };
  return [
    {
      id,
      kind: "github.labelled",
      provenance: provenanceOfWords(context, sender.login, issue),
      body: report(context, repository.full_name, issue, sender.login, null),
      dropReason: notOurs(context, repository.full_name),
    },
  ];
}

/**
 * A comment: an order on an issue, or something for whoever works on the pull request. It is one signal by its own id
 * and time, in however many deliveries it comes.
 */
export function signalOfComment(event: z.infer<typeof commented>, context: MapContext): Mapped {
  const { issue, comment, repository, sender } = event;
  if (sender.type === "Bot") return { ignored: "written by a bot" };
  const id = `github:comment:${comment.id}:${comment.created_at ?? "undated"}`;
  const text = comment.body ?? "";
  const dropReason = notOurs(context, repository.full_name);
  if (isPullRequest(issue)) return said(context, id, event, issue.number, comment);
  const asked = fixOrder(text);
  if (asked === null) return { ignored: "a comment that asks for nothing" };
  const person = personByGithub(context.people, sender.login);
  const mayAsk = person !== null && hasRole(person, "approver");
  return [
    {
      id,
      kind: "github.mention",
      provenance: provenanceOfWords(context, sender.login, issue),
      body: report(context, repository.full_name, issue, sender.login, asked),
      dropReason:
        dropReason ??
        (mayAsk
          ? null
          : `it needs the role approver, and ${sender.login} is ${person?.role ?? "not on the list of people"}`),
    },
  ];
}

/** A review: its own words count like a comment. What it says line by line comes in signals of its own. */
export function signalOfReview(event: z.infer<typeof reviewed>, context: MapContext): Mapped {
  const { review, pull_request, sender } = event;
  if (sender.type === "Bot") return { ignored: "written by a bot" };
  const { id, body, submitted_at: created_at, updated_at, state } = review;
  const written = { id, body, created_at, updated_at };
  const signalId = `github:review:${id}:${created_at ?? "undated"}`;
  // Webhooks write it in small letters, and the API in capitals.
  const wantsChanges = state?.toLowerCase() === "changes_requested";
  const saysNothing = !wantsChanges && !body?.trim();
  return said(context, signalId, event, pull_request.number, written, {
    wantsChanges,
    nothing: saysNothing ? `a review without words of its own (${state ?? "no state"})` : null,
  });
}

/** A comment on a line of a pull request's files: likewise, with what it is about. */
export function signalOfInlineComment(event: z.infer<typeof commentedInline>, context: MapContext): Mapped {
  const { comment, pull_request, sender } = event;
  if (sender.type === "Bot") return { ignored: "written by a bot" };
  const { path = null, line, original_line, created_at = null } = comment;
  const at = placeInFile(path, line ?? original_line ?? null);
  return said(context, inlineSignal(comment.id, created_at), event, pull_request.number, comment, { at });
}

/** Words about a pull request. */
function said(
  context: MapContext,
  id: string,
  { repository, sender }: Pick<z.infer<typeof commented>, "repository" | "sender">,
  number: number,
  comment: WireComment,
  {
    at = null,
    wantsChanges = false,
    nothing = null,
  }: { at?: string | null; wantsChanges?: boolean; nothing?: string | null } = {},
): NewSignal[] {
  return [
    {
      id,
      kind: "github.comment",
      provenance: provenanceOfLogin(context, sender.login),
      body: onPullRequest(context, repository, number, {
        kind: "comment",
        login: sender.login,
        commentId: comment.id,
        text: comment.body ?? "",
        at,
        wantsChanges,
        ...timesOf(comment),
      }),
      dropReason: surelyNotOurs(context, repository) ?? nothing,
    },
  ];
}

/** When a comment was written, as GitHub says it; an edited one has words of another time. */
function timesOf({ created_at, updated_at }: WireComment): Written {
  const writtenAt = Date.parse(created_at ?? "");
  if (Number.isNaN(writtenAt)) return { writtenAt: null, edited: false };
  return { writtenAt, edited: Date.parse(updated_at ?? "") > writtenAt + 1000 };
}

/**
 * A pull request that is merged, or closed without that. It is one signal by its own id and the time.
 * @param delivery what it goes by where it says neither.
 */
export function signalOfClosed(
  delivery: string,
  { pull_request, repository, sender }: z.infer<typeof pullRequestClosed>,
  context: MapContext,
): NewSignal[] {
  const merged = pull_request.merged ?? false;
  const mergeCommit = merged ? (pull_request.merge_commit_sha ?? null) : null;
  const { id: pull, closed_at: at } = pull_request;
  const id = pull && at ? `github:closed:${pull}:${at}` : delivery;
  return [
    {
      id,
      kind: "github.closed",
      provenance: provenanceOfLogin(context, sender.login),
      body: onPullRequest(context, repository, pull_request.number, {
        kind: "closed",
        login: sender.login,
        merged,
        mergeCommit,
      }),
      dropReason: surelyNotOurs(context, repository),
    },
  ];
}

/** GitHub counts pull requests among the issues. */
function isPullRequest({ pull_request }: WireIssue): boolean {
  return pull_request !== undefined && pull_request !== null;
}

function report(
  { people, rules }: MapContext,
  name: string,
  issue: WireIssue,
  login: string,
  asked: string | null,
): ReportOf<GithubOrigin> {
  const repository = knownRepository(rules.repositories, name) ?? name;
  const text = reportWords(issue.body, asked);
  return {
    type: "bug",
    source: "github",
    by: actorOfGithub(people, login),
    title: reportTitle(issue.title, `${name}#${issue.number}`),
    text,
    ...parseTrace(text),
    events: null,
    users: null,
    level: null,
    repository: null,
    origin: { kind: "github", repository, issue: issue.number, url: issue.html_url },
    project: lookUp(rules.repositories, repository)?.project ?? defaultProject,
    channel: rules.bugFix.channel ?? null,
  };
}

/** A repository as GitHub names it; its number stays when its name doesn't. */
type NamedRepository = z.infer<typeof commented>["repository"];

/** Something that has happened to a pull request, which GitHub may call ours by another name. */
export function onPullRequest(
  { rules }: MapContext,
  { id, full_name: name }: NamedRepository,
  number: number | null,
  event: PullRequestEvent["event"],
): PullRequestEvent {
  const repository = knownRepository(rules.repositories, name) ?? name;
  return { type: "pull_request", repository, ...(id ? { repositoryId: id } : {}), number, event };
}

/**
 * The same for what happens to a pull request: in a repository that has its name or its owner in common with one of the team's
 * it may be one of ours, under another name than it had. Whoever handles it looks. One that has neither any more is asked for.
 */
export function surelyNotOurs(context: MapContext, { full_name: name }: NamedRepository): string | null {
  const [owner = "", own = ""] = name.toLowerCase().split("/");
  const { repositories, delivery } = context.rules;
  const isAkin =
    // One that was made there is one that the rules needn't name.
    delivery.owner?.toLowerCase() === owner ||
    Object.keys(repositories)
      .map((one) => one.toLowerCase())
      .some((one) => one.startsWith(`${owner}/`) || one.endsWith(`/${own}`));
  return isAkin ? null : notOurs(context, name);
}

/** Why nothing is done about a repository; null for one of the team's. */
function notOurs({ rules }: MapContext, name: string): string | null {
  return knownRepository(rules.repositories, name) === null ? `RULES names no repository ${name}` : null;
}

/** Whoever asks vouches for the asking; the words are as good as whoever wrote them. */
function provenanceOfWords({ people }: MapContext, sender: string, { user }: WireIssue): Provenance {
  const known = [sender, user?.login ?? ""].every((login) => personByGithub(people, login) !== null);
  return known ? "internal" : "external";
}

function provenanceOfLogin({ people }: MapContext, login: string): Provenance {
  const person = personByGithub(people, login);
  return person === null ? "external" : provenanceOfPerson(person);
}
