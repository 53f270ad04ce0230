import { settingsChanges } from "../../../shared/db/schema.ts";
import { forgetSettings } from "../../../shared/spine/live-settings.ts";
import { spine } from "../support/spine.ts";
import { api, send } from "../support/task.ts";

export interface PersonView {
  id: string;
  name: string;
  role: string;
  slack?: string;
  github?: string;
  email?: string;
  hasToken: boolean;
}

export interface Settings {
  people: {
    value: PersonView[];
    source: string;
    version: number;
    changedBy: string | null;
    changedAt: string;
  };
  rules: { value: Record<string, unknown> & { projects: object }; source: string; version: number };
  boundaries: { kind: string; verdict: string; windowSeconds: number; built: boolean }[];
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export const settings = async (): Promise<Settings> => JSON.parse(await (await api("/api/settings")).text());

export const put = async (path: string, body: object, token = "test-api-token") =>
  send(`/api/settings/${path}`, body, bearer(token), "PUT");

/** Changes the list of people as the dashboard does: what was read goes back with the change. */
export async function changePeople(
  change: (people: Omit<PersonView, "hasToken">[]) => object[],
  token?: string,
): Promise<Response> {
  const { people } = await settings();
  const list = people.value.map(({ hasToken: _has, ...person }) => person);
  return put("people", { people: change(list), version: people.version }, token);
}

export const withRole = (id: string, role: string) => (people: { id: string }[]) =>
  people.map((one) => (one.id === id ? { ...one, role } : one));

/** Changes rules the same way. */
export async function changeRules(change: object): Promise<Response> {
  const { rules } = await settings();
  return put("rules", { rules: { ...rules.value, ...change }, version: rules.version });
}

/** What another isolate would have written. */
export const behindOurBack = async (name: "PEOPLE" | "RULES" | "BUDGETS", value: string) =>
  spine.db.insert(settingsChanges).values({ name, value, by: "maya", at: Date.now() });

export async function afresh(): Promise<void> {
  await spine.db.delete(settingsChanges);
  forgetSettings();
}
