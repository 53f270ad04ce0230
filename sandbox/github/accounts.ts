export type Right = "write" | "read";

export interface Account {
  id: number;
  login: string;
  name: string;
  type: "User" | "Bot" | "Organization";
}

/** The people of the sandbox under their GitHub names. Maya and Lena may write, Jonas and Priya may only read. */
export const people = [
  { id: 1001, login: "maya-ortiz", name: "Maya Ortiz", type: "User", right: "write" },
  { id: 1002, login: "lena-f", name: "Lena Fischer", type: "User", right: "write" },
  { id: 1003, login: "jonas-b", name: "Jonas Berg", type: "User", right: "read" },
  { id: 1004, login: "priya-s", name: "Priya Raman", type: "User", right: "read" },
] as const satisfies (Account & { right: Right })[];

/** The one App and its one installation. */
export const app = { slug: "signalbox", name: "Signalbox", installation: 7_700_001 } as const;

/** Whom the App acts as. */
export const bot: Account = { id: 2001, login: `${app.slug}[bot]`, name: app.name, type: "Bot" };

/** The user that the crew's gists belong to, and its token: an App has none. */
export const crew: Account = { id: 1101, login: "signalbox-crew", name: "Signalbox Crew", type: "User" };
export const SANDBOX_GIST_TOKEN = "ghp_sandboxgists";

export function accountOf(login: string): Account {
  if (login === bot.login) return bot;
  if (login === crew.login) return crew;
  const person = people.find((one) => one.login === login);
  return person ?? { id: 3001, login, name: login, type: "Organization" };
}

export function rightOf(login: string): Right | null {
  return people.find((one) => one.login === login)?.right ?? null;
}
