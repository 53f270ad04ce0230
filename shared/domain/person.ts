import { z } from "zod";
import type { Provenance } from "./provenance.ts";

/** What a person may do; each role may do what those before it may. */
export const roles = ["viewer", "approver", "operator"] as const;
export type Role = (typeof roles)[number];

/** Who acts in the records and is nobody: a person of that name would be taken for it. */
const ourOwn: ReadonlySet<string> = new Set(["signalbox", "somebody", "unknown"]);

/** Who somebody is on GitHub. */
export const githubLogin = z
  .string()
  // Whom an enterprise manages has its short name behind an underscore.
  .regex(
    /^(?=.{1,39}$)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?:_[A-Za-z0-9]+)?$/,
    "must be a GitHub login such as maya-ortiz or maya-ortiz_acme",
  )
  .toLowerCase();

/** One person over all channels: whoever decides in Slack and on the dashboard is still one. */
export const personForm = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9._-]{0,62}$/, "must be a lower-case name such as maya.ortiz")
    .refine((id) => !ourOwn.has(id), "is what the system itself goes by in the records"),
  name: z.string().min(1),
  role: z.enum(roles),
  slack: z
    .string()
    .regex(/^[UW][A-Z0-9]+$/, "must be a Slack user id such as U012AB3CD")
    .optional(),
  github: githubLogin.optional(),
  /** The id of the account in Jira Cloud; in Server and Data Center the user's name. */
  jira: z
    .string()
    .regex(/^\S{1,128}$/, "must be an account id of Jira such as 5b10ac8d82e05b22cc7d4ef5")
    .optional(),
  /** The address under which Cloudflare Access, Jira and mail know the person. */
  email: z.email().toLowerCase().optional(),
  /** SHA-256 of the person's API token, lower-case hex: the token itself is kept nowhere. */
  tokenSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be the lower-case hex SHA-256 of a token")
    .optional(),
});

export type Person = z.infer<typeof personForm>;

/** A person's members as people call them. */
export const personWords: Record<keyof Person, string> = {
  id: "id",
  name: "name",
  role: "role",
  slack: "Slack id",
  github: "GitHub login",
  jira: "Jira account",
  email: "email",
  tokenSha256: "API token",
};

/** What stands for one person only. */
const identities = personForm.omit({ name: true, role: true }).keyof().options;

export const peopleSchema = z.array(personForm).superRefine((people, context) => {
  for (const key of identities) {
    const holders = new Map<string, Person>();
    for (const [place, person] of people.entries()) {
      // Not everything is kept in small letters, and nothing may be two people's in another case.
      const value = person[key]?.toLowerCase();
      if (value === undefined) continue;
      const other = holders.get(value);
      holders.set(value, person);
      if (other === undefined) continue;
      const message = `two people have the same ${personWords[key]}: ${other.name} and ${person.name}`;
      context.addIssue({ code: "custom", path: [place, key], message });
    }
  }
});

export function hasRole(person: Person, role: Role): boolean {
  return roles.indexOf(person.role) >= roles.indexOf(role);
}

/** Where words come from that a person says through a channel that knows them: those of whoever may decide are an operator's. */
export function provenanceOfPerson(person: Person | null): Provenance {
  return person !== null && hasRole(person, "approver") ? "operator" : "internal";
}

export function personBySlack(people: readonly Person[], user: string): Person | null {
  return people.find((one) => one.slack === user) ?? null;
}

/** The person behind a GitHub login; logins are the same in any case. */
export function personByGithub(people: readonly Person[], login: string): Person | null {
  return people.find((one) => one.github === login.toLowerCase()) ?? null;
}

/** The person behind an account of Jira Cloud, or behind a user's name in Server and Data Center, which is the same in any case. */
export function personByJira(
  people: readonly Person[],
  account: { id: string } | { name: string },
): Person | null {
  if ("id" in account) return people.find((one) => one.jira === account.id) ?? null;
  const name = account.name.toLowerCase();
  return people.find((one) => one.jira?.toLowerCase() === name) ?? null;
}

/** The person behind a mail address; addresses are the same in any case. */
export function personByEmail(people: readonly Person[], address: string): Person | null {
  return people.find((one) => one.email === address.trim().toLowerCase()) ?? null;
}

/**
 * The person behind a name in the records; null for a stranger. Who was one when it was written and is one of the people
 * by now, under the same identity, is found too.
 */
export function personOfActor(people: readonly Person[], actor: string): Person | null {
  const [, service, name = ""] = /^(slack|github):(.+)$/.exec(actor) ?? [];
  if (service === "slack") return personBySlack(people, name);
  if (service === "github") return personByGithub(people, name);
  return people.find((one) => one.id === actor) ?? null;
}

/** Whom Slack knows an actor as: a person's account, or the account of somebody who came from there; null for others. */
export function slackUserOf(people: readonly Person[], actor: string): string | null {
  return personOfActor(people, actor)?.slack ?? /^slack:([UW][A-Z0-9]+)$/.exec(actor)?.[1] ?? null;
}
