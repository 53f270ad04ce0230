import { z } from "zod";

/** Who acts in Jira. */
export const personSchema = z.object({
  accountId: z.string().min(1),
  displayName: z.string().min(1),
  accountType: z.enum(["atlassian", "app", "customer"]),
  emailAddress: z.string().optional(),
});
export type Person = z.infer<typeof personSchema>;

const person = (id: string, displayName: string): Person => ({
  accountId: `712020:${id}`,
  displayName,
  accountType: "atlassian",
});

/** By the name that a form sends. */
export const people: ReadonlyMap<string, Person> = new Map([
  ["maya", person("maya", "Maya Ortiz")],
  ["lena", person("lena", "Lena Fischer")],
  ["priya", person("priya", "Priya Raman")],
  ["jonas", person("jonas", "Jonas Berg")],
]);

/** Whoever uses the REST API. */
export const app: Person = { accountId: "712020:signalbox", displayName: "Signalbox", accountType: "app" };

/** A person as Jira writes them. */
export function personView(one: Person) {
  return { ...one, active: true };
}
