import type { z } from "zod";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { callService, type CallOutcome } from "../call.ts";
import { asanaAnswers } from "./answers.ts";
import * as wire from "./schema.ts";

const pageSize = 100;
/** Where a list is given up: no project that people look after has so much in it. */
const mostPages = 30;

/** Asana's API, as far as Signalbox reads it. Never retries by itself. */
export function asanaClient(outside: Outside) {
  const root = outside.settings.ASANA_URL.replace(/\/+$/, "");
  const authorization = `Bearer ${requireSetting(outside.settings, "ASANA_TOKEN")}`;

  const get = async <T>(
    path: string,
    query: Record<string, string>,
    answer: z.ZodType<T>,
    answersWith?: number,
  ): Promise<CallOutcome<T>> =>
    callService(outside, {
      service: asanaAnswers,
      url: `${root}/${path}?${new URLSearchParams(query).toString()}`,
      method: "GET",
      headers: { authorization },
      answer,
      error: wire.asanaError,
      ...(answersWith === undefined ? {} : { answersWith }),
    });

  const all = async <T>(
    path: string,
    query: Record<string, string>,
    page: z.ZodType<{ data: T[]; next: string | null }>,
  ): Promise<CallOutcome<T[]>> => {
    const found: T[] = [];
    let offset: string | null = null;
    for (let n = 0; n < mostPages; n++) {
      const got: CallOutcome<{ data: T[]; next: string | null }> = await get(
        path,
        { ...query, limit: String(pageSize), ...(offset === null ? {} : { offset }) },
        page,
      );
      if (got.kind !== "answered") return got;
      found.push(...got.value.data);
      offset = got.value.next;
      if (offset === null) break;
    }
    return { kind: "answered", value: found };
  };

  return {
    /** What has happened in a project since a token; without one, or with one that is too old, only a new token. */
    events: async (project: string, sync: string | null): Promise<CallOutcome<wire.Events>> =>
      get("events", { resource: project, ...(sync === null ? {} : { sync }) }, wire.events, 412),

    /** A project's tasks that are open, or were completed since a time in epoch milliseconds. */
    tasks: async (project: string, completedSince: number): Promise<CallOutcome<wire.WireTask[]>> =>
      all(
        "tasks",
        { project, completed_since: new Date(completedSince).toISOString(), opt_fields: wire.taskFields },
        wire.taskPage,
      ),

    /** One task; null where there is none any more. */
    task: async (gid: string): Promise<CallOutcome<wire.WireTask | null>> => {
      const got = await get(
        `tasks/${encodeURIComponent(gid)}`,
        { opt_fields: wire.taskFields },
        wire.oneTask,
      );
      return got.kind === "refused" && got.status === 404 ? { kind: "answered", value: null } : got;
    },

    /** All that was said of a task and done to it, oldest first. */
    stories: async (task: string): Promise<CallOutcome<wire.WireStory[]>> =>
      all(`tasks/${encodeURIComponent(task)}/stories`, { opt_fields: wire.storyFields }, wire.storyPage),

    project: async (gid: string) =>
      get(`projects/${encodeURIComponent(gid)}`, { opt_fields: "name,workspace.gid" }, wire.project),

    /** Whether somebody is a guest in any of the workspaces that we share. */
    isGuest: async (user: string): Promise<CallOutcome<boolean>> => {
      const got = await get(
        `users/${encodeURIComponent(user)}/workspace_memberships`,
        { opt_fields: "is_guest,workspace.gid", limit: String(pageSize) },
        wire.memberships,
      );
      if (got.kind !== "answered") return got;
      return { kind: "answered", value: got.value.length === 0 || got.value.some((one) => one.is_guest) };
    },
  };
}
export type AsanaClient = ReturnType<typeof asanaClient>;
