import { z } from "zod";
import type { Provenance } from "./provenance.ts";

/** What a person may do; each role may do what those before it may. */
export const roles = ["viewer", "approver", "operator"] as const;
export type Role = (typeof roles)[number];

/** One person over all channels: whoever decides in Slack and on the dashboard is still one. */
export const personForm = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9._-]{0,62}$/, "must be a lower-case name such as maya.ortiz"),
  name: z.string().min(1),
  role: z.enum(roles),
  slack: z
    .string()
    .regex(/^[UW][A-Z0-9]+$/, "must be a Slack user id such as U012AB3CD")
    .optional(),
  github: z
    .string()
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}$/, "must be a GitHub login such as maya-ortiz")
    .toLowerCase()
    .optional(),
  /** The address under which Cloudflare Access knows the person. */
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
  email: "email",
  tokenSha256: "API token",
};

/** What stands for one person only. */
const identities = personForm.omit({ name: true, role: true }).keyof().options;

export const peopleSchema = z.array(personForm).superRefine((people, context) => {
  for (const key of identities) {
    const holders = new Map<string, Person>();
    for (const [place, person] of people.entries()) {
      const value = person[key];
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

/** How somebody from Slack is named in the records: by the person's id, or by the Slack id when nobody knows them. */
export function actorOfSlack(people: readonly Person[], user: string): string {
  return personBySlack(people, user)?.id ?? user;
}
