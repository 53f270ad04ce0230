import {
  commentDeletedSignal,
  commentSignal,
  createdSignal,
  deletedSignal,
  historySignals,
} from "../../../../integrations/jira/map.ts";
import { noCustomFields } from "../../../../integrations/jira/custom-fields.ts";
import { itemOf } from "../../../../integrations/jira/map-item.ts";
import { siteRoot } from "../../../../integrations/jira/site-root.ts";
import type { Comment } from "../../../../integrations/jira/shapes.ts";
import type { WatchedProject } from "../../../../integrations/jira/watched.ts";
import type { WatchedEvent } from "../../../../integrations/jira/wire.ts";
import type { NewSignal } from "../../../../domain/signal.ts";
import type { WatchSignal } from "../../../../domain/watch/watch-signal.ts";
import type { Rules } from "../../../../policy/rules.ts";
import type { Settings } from "../../../../spine/settings.ts";
import { type WatchHeard, watchHeardKind } from "../../signals.ts";

/** What an event of an issue tells each project that is watched in one of these projects of Jira. */
export function heardOf(
  name: string,
  event: WatchedEvent,
  keys: readonly string[],
  { RULES: rules, JIRA_URL: site, JIRA_USER: me }: Pick<Settings, "RULES" | "JIRA_URL" | "JIRA_USER">,
): NewSignal[] {
  if (event.comment && mayBeOurs(event.comment, me)) return [];
  const root = siteRoot(site, event.issue.self);
  return watchersOf(rules, keys).flatMap(({ project, key }) => {
    const watched: WatchedProject = { project, key, root, fields: noCustomFields };
    return toldBy(name, event, watched).map((signal): NewSignal => {
      const { id, provenance, type, item } = signal;
      // The event names custom fields by numbers that only Jira can explain: the next look reads the ticket as it is now.
      const gone = type === "ticket_removed";
      const body: WatchHeard = {
        type: "watch",
        signal,
        item: gone ? itemOf(event.issue, watched, { key: item, removed: true }) : null,
      };
      return { id, kind: watchHeardKind, provenance, body, dropReason: null };
    });
  });
}

/** A webhook doesn't show by what our comments are known: what may be one is left to the next look. */
function mayBeOurs({ author, updateAuthor }: Comment, me: string | undefined): boolean {
  return [author, updateAuthor].some(
    (one) => one?.accountType === "app" || (me !== undefined && one?.emailAddress === me),
  );
}

/** Our projects that are watched in any of these projects of Jira. */
export function watchersOf({ projectWatch }: Rules, keys: readonly string[]) {
  return Object.entries(projectWatch).flatMap(([project, { jira }]) =>
    jira && keys.includes(jira.project) ? [{ project, key: jira.project }] : [],
  );
}

function toldBy(name: string, event: WatchedEvent, watched: WatchedProject): WatchSignal[] {
  const { issue, user, changelog, comment, timestamp } = event;
  const ticket = { ...issue, fields: { ...issue.fields, created: issue.fields.created ?? timestamp } };
  const said = comment ? [commentSignal(ticket, watched, comment)] : [];
  switch (name) {
    case "jira:issue_created":
      return [createdSignal(ticket, watched, user)];
    case "jira:issue_deleted":
      return [deletedSignal(ticket, watched, timestamp, user)];
    case "jira:issue_updated": {
      const entry = changelog && { ...changelog, author: user, created: timestamp };
      return [...(entry ? historySignals(ticket, watched, entry) : []), ...said];
    }
    case "comment_created":
    case "comment_updated":
      return said;
    case "comment_deleted":
      return comment ? [commentDeletedSignal(ticket, watched, comment, timestamp)] : [];
    default:
      return [];
  }
}
