import { createHash } from "node:crypto";
import type { Door } from "./door.ts";
import { pullList, type PullView } from "./on-github.ts";
import {
  type ActionView,
  type Issue,
  issueList,
  mailList,
  type MessageView,
  messageList,
  postPage,
  repositoryList,
} from "./views.ts";

/** Something that is to be seen outside, and how an action claims it. */
export interface Trace {
  /** Names it for people: "mail Notice 4-2". */
  name: string;
  /** The same for the effect that left it; see `claimOf`. */
  claim: string;
}

/** Everything that the system has left outside. */
export async function tracesOutside(door: Door): Promise<Trace[]> {
  const [{ mails }, { issues }, { pulls }, { repositories }, slugs, ...channels] = await Promise.all([
    door.sandbox("/mail/_people/mails", mailList),
    door.sandbox("/jira/_people/issues", issueList),
    door.sandbox("/github/_people/pulls", pullList),
    door.sandbox("/github/_people/repositories", repositoryList),
    publishedSlugs(door),
    ...["C0CONTENT", "C0GENERAL", "C0ENGINEERING"].map(async (channel) =>
      door.sandbox(`/slack/_people/messages?channel=${channel}`, messageList),
    ),
  ]);
  return [
    ...mails.map(({ subject }) => ({ name: `mail "${subject}"`, claim: `mail/${subject}` })),
    ...issues.flatMap(tracesOn),
    ...slugs.map((slug) => ({ name: `post ${slug}`, claim: `post/${slug}` })),
    ...pulls.flatMap(tracesOfPull),
    ...repositories
      .filter(({ description }) => /\bsignalbox-[0-9a-f]{16}\b/.test(description ?? ""))
      .map(({ full_name }) => ({ name: `repository ${full_name}`, claim: `repository/${full_name}` })),
    ...channels
      .flatMap(({ messages }) => messages)
      .filter(isOurs)
      .map(({ channel, ts, text }) => ({
        name: `Slack message ${ts} "${text.slice(0, 60)}"`,
        claim: `slack/${channel}/${ts}`,
      })),
  ];
}

/** What an applied effect of an action has left; null where nothing is left that could be counted. */
export function claimOf({ id, kind, payload }: ActionView, result: Record<string, string>): string | null {
  switch (kind) {
    case "email_stakeholder":
    case "email_external":
      return `mail/${String(payload["subject"])}`;
    case "jira_comment":
      return `comment/${id}`;
    case "jira_create_ticket":
      return `ticket/${labelOf(id)}`;
    case "jira_status_change":
      return `move/${String(payload["issue"])}/${String(payload["to"])}`;
    case "pull_request_draft":
      return `pull/${String(payload["repository"])}/${String(payload["branch"])}`;
    case "repository_create":
      return `repository/${String(payload["owner"])}/${String(payload["name"])}`;
    case "github_comment":
      return `remark/${id.replaceAll(/-{2,}/g, "-")}`;
    case "blog_publish":
      return `post/${String(payload["slug"])}`;
    case "notification_internal":
      // Rewriting a message leaves the same message.
      return payload["update"] === null ? `slack/${result["channel"]}/${result["ts"]}` : null;
    default:
      return null;
  }
}

/** Whether an action's trace is there. A message is found by its mark, as nobody knows its place. */
export async function lookFor(door: Door, action: ActionView): Promise<boolean> {
  if (action.kind === "notification_internal") {
    const channel = String(action.payload["channel"]);
    const { messages } = await door.sandbox(`/slack/_people/messages?channel=${channel}`, messageList);
    return messages.some(({ metadata }) =>
      JSON.stringify(metadata ?? null).includes(JSON.stringify(action.id)),
    );
  }
  const claim = claimOf(action, {});
  return (await tracesOutside(door)).some((trace) => trace.claim === claim);
}

function tracesOn({ key, labels, comments, history }: Issue): Trace[] {
  const marks = comments
    .flatMap(({ properties }) => properties)
    .filter((one) => one.key === "signalbox.action");
  return [
    ...marks.map(({ value }) => {
      const actionId = JSON.stringify(value).slice('{"actionId":"'.length, -'"}'.length);
      return { name: `comment of ${actionId} on ${key}`, claim: `comment/${actionId}` };
    }),
    ...labels
      .filter((label) => label.startsWith("signalbox-"))
      .map((label) => ({ name: `ticket ${key}`, claim: `ticket/${label}` })),
    ...history.map(({ from, to }) => ({ name: `${key} from ${from} to ${to}`, claim: `move/${key}/${to}` })),
  ];
}

function tracesOfPull({ repository, number, head, comments }: PullView): Trace[] {
  const where = `${repository}#${number}`;
  const marks = comments.flatMap(({ body }) => /<!-- signalbox:(\S+) -->/.exec(body)?.[1] ?? []);
  return [
    { name: `pull request ${where}`, claim: `pull/${repository}/${head}` },
    ...marks.map((id) => ({ name: `comment of ${id} on ${where}`, claim: `remark/${id}` })),
  ];
}

function isOurs({ bot_id, ephemeral_to }: MessageView): boolean {
  return bot_id !== undefined && ephemeral_to === undefined;
}

/** The label that marks a ticket as the effect of an action. */
function labelOf(actionId: string): string {
  return `signalbox-${createHash("sha256").update(actionId).digest("hex").slice(0, 16)}`;
}

async function publishedSlugs(door: Door): Promise<string[]> {
  const slugs: string[] = [];
  for (let cursor = ""; ;) {
    const page = await door.read(`/api/blog/posts?limit=20${cursor}`, postPage);
    slugs.push(...page.posts.map(({ slug }) => slug));
    if (page.nextCursor === null) return slugs;
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
}
