import { api, send } from "./task.ts";

interface History {
  days: { day: string; spentUsd: number; limitUsd: number; topUpUsd: number }[];
  changes: { at: string; type: string; summary: string; taskId: string | null }[];
}

/** What the days cost, and who changed what about money. */
export const history = async (query = ""): Promise<History> =>
  JSON.parse(await (await api(`/api/budgets/history${query}`)).text());

/** Sets a limit. */
export const set = async (body: object) => send("/api/budgets", body, {}, "PUT");
