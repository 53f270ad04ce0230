import { type Person, personByEmail, personByGithub, personByJira, personBySlack } from "./person.ts";

/** Services that know somebody under a name which is theirs, and says nothing of our people. */
const outside = ["slack", "github", "jira", "sentry", "mail"] as const;
type Outside = (typeof outside)[number];

const longestName = 80;

/**
 * How somebody is named in the records who is none of our people: by the service and what they are called there. No id of
 * a person has a colon, so whatever a stranger calls themselves is never taken for one of us.
 */
export function stranger(service: Outside, name: string): string {
  const line = name
    .replaceAll(/[\p{C}\p{Z}\s]+/gu, " ")
    .trim()
    .slice(0, longestName)
    .trim();
  return `${service}:${line || "unknown"}`;
}

/** Somebody from Slack: a person's id, or `slack:U012AB3CD`. */
export function actorOfSlack(people: readonly Person[], user: string): string {
  return personBySlack(people, user)?.id ?? stranger("slack", user);
}

/** Somebody from GitHub: a person's id, or `github:login`; logins are the same in any case. */
export function actorOfGithub(people: readonly Person[], login: string): string {
  return personByGithub(people, login)?.id ?? stranger("github", login.toLowerCase());
}

/** A user as Jira tells of them; everybody sets their display name for themselves, so it proves nothing. */
export interface JiraIdentity {
  accountId?: string | null | undefined;
  /** What a user of Server or Data Center is told from others by. */
  name?: string | null | undefined;
  emailAddress?: string | null | undefined;
  displayName?: string | null | undefined;
}

/** Somebody from Jira: a person's id by their account or their address, or `jira:Display Name`. */
export function actorOfJira(people: readonly Person[], user: JiraIdentity | null | undefined): string {
  const { accountId, name, emailAddress, displayName } = user ?? {};
  const account = accountId || name;
  const known = accountId ? { id: accountId } : name ? { name } : null;
  const person =
    (known && personByJira(people, known)) ?? (emailAddress ? personByEmail(people, emailAddress) : null);
  return person?.id ?? stranger("jira", displayName?.trim() || account || "unknown");
}
