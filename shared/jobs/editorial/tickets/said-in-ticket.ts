import { actorOfJira } from "../../../domain/actor.ts";
import { provenanceOfPerson } from "../../../domain/person.ts";
import type { NewSignal } from "../../../domain/signal.ts";
import { adfToText } from "../../../integrations/jira/adf-to-text.ts";
import type { CommentEvent } from "../../../integrations/jira/wire.ts";
import type { Settings } from "../../../spine/settings.ts";
import { commentKind, type TicketComment } from "../signals.ts";

const mostLength = 20_000;

/**
 * What somebody has written in an issue, where one of the desk's tasks may be told of there; null: none is, or it is our own. Whose words
 * they are is known by the account alone: whoever isn't on the list of people is from outside.
 * @param delivery what it goes by where the event doesn't say of which issue it is.
 */
export function saidInTicket(
  delivery: string,
  { issue: { id, key }, comment: { id: comment, author, body, created } }: CommentEvent,
  { PEOPLE, RULES, JIRA_USER }: Pick<Settings, "PEOPLE" | "RULES" | "JIRA_USER">,
): NewSignal | null {
  const { projects, routes } = RULES.editorial;
  const named = Object.values(projects).flatMap(({ tickets }) => tickets?.project ?? []);
  const mayBeTold = routes.some(({ label }) => label !== undefined) || named.includes(projectIn(key));
  const text = adfToText(body).trim().slice(0, mostLength);
  const isOurs =
    author?.accountType === "app" || (JIRA_USER !== undefined && author?.emailAddress === JIRA_USER);
  if (!mayBeTold || isOurs || text === "") return null;
  const by = actorOfJira(PEOPLE, author);
  const person = PEOPLE.find((one) => one.id === by) ?? null;
  const said: TicketComment = { type: "ticket_comment", issue: key, comment, text, by, writtenAt: created };
  return {
    id: `${id ? `jira:${id}:comment:${comment}` : delivery}:commented`,
    kind: commentKind,
    provenance: person === null ? "external" : provenanceOfPerson(person),
    body: said,
    dropReason: null,
  };
}

function projectIn(issue: string): string {
  return issue.slice(0, issue.lastIndexOf("-"));
}
