/** Who acts in Jira. */
export interface Person {
  accountId: string;
  displayName: string;
  accountType: "atlassian" | "app";
}

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
export function personView({ accountId, displayName, accountType }: Person) {
  return { accountId, accountType, displayName, active: true };
}

/** By the account; somebody unknown counts as the app. */
export function personOf(accountId: string): Person {
  return [...people.values()].find((one) => one.accountId === accountId) ?? app;
}
