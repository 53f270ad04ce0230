import { env } from "cloudflare:workers";
import type { z } from "zod";
import { signals, watchSignals } from "../../../shared/db/schema.ts";
import { type WatchSignal, watchSignalId } from "../../../shared/domain/watch/watch-signal.ts";
import type { WatchHeard } from "../../../shared/jobs/project-watch/signals.ts";
import { app } from "../../../workers/app.ts";
import { lasting, spine, unique } from "./spine.ts";
import { apiToken } from "./task.ts";

const rules = JSON.parse(env.RULES);

/** The configuration with a watched project, web. */
export const watchedEnv: Env = {
  ...env,
  get DB() {
    return env.DB;
  },
  RULES: JSON.stringify({
    ...rules,
    projects: { default: rules.projects.default, web: { autonomy: 1, stakeholders: ["@partner.example"] } },
    projectWatch: { web: { timeZone: "Europe/Berlin" } },
  }),
};

export const watchedSpine = lasting(watchedEnv);

/** Calls the API under these rules, as "you" unless somebody else's token is given; a body is sent as JSON. */
export async function callWatched(
  method: "GET" | "POST" | "PUT",
  path: string,
  body?: object,
  token = apiToken,
): Promise<Response> {
  return app.request(
    path,
    {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
    watchedEnv,
  );
}

/** What a call that succeeds answers, in the contract's form. */
export async function readWatched<A extends z.ZodType>(answer: A, path: string): Promise<z.output<A>> {
  const response = await callWatched("GET", path);
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return answer.parse(await response.json());
}

/** A signal of the watched project. */
export function watchSignal(over: Partial<WatchSignal> = {}): WatchSignal {
  return {
    id: watchSignalId("web", "jira", unique()),
    project: "web",
    source: "jira",
    type: "ticket_comment",
    item: "WEB-1",
    at: Date.now(),
    title: "WEB-1: the supplier is late",
    text: "The supplier is late.",
    author: { name: "Ana", address: "ana@partner.example" },
    to: [],
    attachments: [],
    url: null,
    provenance: "internal",
    detail: {},
    ...over,
  };
}

type Row = typeof watchSignals.$inferInsert;

/** Puts a signal on the feed, as a cycle has read it. */
export async function fed(signal: WatchSignal, over: Partial<Row> = {}): Promise<string> {
  const { id, project, source, type, item, title, url, provenance, at } = signal;
  const body: WatchHeard = { type: "watch", signal, item: null };
  await spine.db.batch([
    spine.db
      .insert(signals)
      .values({ id, kind: "watch.heard", provenance, status: "handled", body, receivedAt: at }),
    spine.db.insert(watchSignals).values({
      id,
      project,
      source,
      type,
      item,
      title,
      url,
      provenance,
      at,
      author: signal.author.name,
      receivedAt: at,
      state: "done",
      importance: "notable",
      category: "risk",
      ...over,
    }),
  ]);
  return id;
}
