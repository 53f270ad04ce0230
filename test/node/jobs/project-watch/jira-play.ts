import { z } from "zod";
import type { JiraPlayEvent } from "../../../../sandbox/jira/events.ts";
import { createJiraTwin } from "../../../../sandbox/jira/twin.ts";
import { textToAdf } from "../../../../shared/integrations/jira/adf.ts";
import { jiraReader } from "../../../../shared/integrations/jira/reader.ts";
import { jiraSession } from "../../../../shared/jobs/project-watch/sources/jira/session.ts";
import type { Delta, SourceSession } from "../../../../shared/jobs/project-watch/sources/signal-source.ts";
import type { Outside } from "../../../../shared/platform/config.ts";
import { outsideWith } from "../../../unit/platform/outside.ts";

export type Told = Extract<Delta, { kind: "delta" }>;

export const minute = 60_000;
export const ago = (minutes: number) => new Date(Date.now() - minutes * minute).toISOString();

export const create = (summary: string, over: object = {}): JiraPlayEvent => ({
  kind: "create",
  project: "ATL",
  summary,
  ...over,
});

type Meanwhile = Record<number, () => Promise<void>>;

const seen = z.object({
  issues: z.array(
    z.object({
      key: z.string(),
      status: z.string(),
      history: z.array(z.object({ to: z.string() })),
      comments: z.array(z.object({ text: z.string() })),
    }),
  ),
});

/** A Jira of one test's own, and lines to it. */
export function aJira(signalboxUrl: string | null = null) {
  const twin = createJiraTwin({ signalboxUrl, webhookSecret: "jira-secret" });
  const post = async (path: string, body: object): Promise<void> => {
    const response = await twin.app.request(path, { method: "POST", body: JSON.stringify(body) });
    if (!response.ok) throw new Error(await response.text());
  };
  const calls: string[] = [];
  const play = async (...events: JiraPlayEvent[]) => post("/_/play", { events });

  /** @param meanwhile happens in Jira after the call of that number, from 1 on. */
  const outside = (meanwhile: Meanwhile = {}): Outside => {
    let made = 0;
    const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      const body = init?.body;
      const answer = await twin.app.request(request.url.replace("http://jira.test", ""), {
        method: request.method,
        headers: Object.fromEntries(request.headers),
        ...(typeof body === "string" ? { body } : {}),
      });
      calls.push(`${request.method} ${pathname.replace("/rest/api/3/", "")}`);
      made += 1;
      await meanwhile[made]?.();
      return answer;
    };
    const settings = {
      JIRA_URL: "http://jira.test",
      JIRA_USER: "crew@a.example",
      JIRA_API_TOKEN: "token",
      GRAPH_URL: "https://graph.example",
      GRAPH_LOGIN_URL: "https://login.example",
      ASANA_URL: "https://asana.example",
    };
    return { ...outsideWith(settings, 0, fetch), now: () => Date.now() };
  };

  const line = (key = "ATL", meanwhile: Meanwhile = {}, project = "atlas"): SourceSession => {
    const there = outside(meanwhile);
    return jiraSession(there, jiraReader(there), project, key);
  };

  return {
    calls,
    line,
    outside,
    /** As people see it. */
    issue: async (key: string) => {
      const answer = await twin.app.request("/_people/issues");
      const { issues } = seen.parse(await answer.json());
      return issues.find((issue) => issue.key === key);
    },
    play,
    tell: async (...events: JiraPlayEvent[]) => post("/_/play", { events, tell: true }),
    /** By whoever has our token. */
    comment: async (issue: string, text: string, properties: object[]) => {
      const headers = { authorization: `Basic ${btoa("crew@a.example:token")}` };
      const body = JSON.stringify({ body: textToAdf(text), properties });
      await twin.app.request(`/rest/api/3/issue/${issue}/comment`, { method: "POST", headers, body });
    },
    set: async (settings: object) => post("/_/settings", settings),
    fault: async (...faults: object[]) => post("/_sandbox/faults", { faults }),
  };
}

export async function look(
  from: SourceSession,
  checkpoint: string | null,
  since = Date.now() - 30 * minute,
): Promise<Told> {
  const delta = await from.fetchDelta(checkpoint, since);
  if (delta.kind !== "delta") throw new Error(delta.error);
  return delta;
}

export const told = ({ signals }: Pick<Told, "signals">) =>
  signals.map(({ item, type }) => `${item} ${type}`);
