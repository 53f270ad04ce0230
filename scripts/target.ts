import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { projectRoot } from "./stack/dev-vars.ts";
import { urlsFile } from "./stack/stack.ts";

/** Wrong use of the command line. */
export class UsageError extends Error {}

/** The Signalbox that a command speaks to. */
export interface Target {
  worker: string;
  /** Null: where it is, nobody has said. */
  dashboard: string | null;
  token: string;
  /** Where it keeps its state, if that is this machine. */
  stateDir: string | null;
}

const urlsSchema = z.object({ worker: z.url(), dashboard: z.url() });
const refusalSchema = z.object({ error: z.object({ message: z.string() }) });

/** The one at SIGNALBOX_URL with the token in SIGNALBOX_TOKEN, or the `npm start` of this machine. */
export function targetOf({ SIGNALBOX_URL: url, SIGNALBOX_TOKEN: token }: NodeJS.ProcessEnv): Target {
  if (url) {
    if (!URL.canParse(url)) throw new UsageError(`SIGNALBOX_URL is no address: ${url}`);
    if (!token) throw new UsageError("SIGNALBOX_URL needs the API token in SIGNALBOX_TOKEN");
    return { worker: url.replace(/\/+$/, ""), dashboard: null, token, stateDir: null };
  }
  const stateDir = join(projectRoot, ".signalbox");
  if (!existsSync(urlsFile(stateDir)))
    throw new Error(
      "nothing has been started here yet: run npm start, or set SIGNALBOX_URL and SIGNALBOX_TOKEN",
    );
  const { worker, dashboard } = urlsSchema.parse(JSON.parse(readFileSync(urlsFile(stateDir), "utf8")));
  const ownToken = readFileSync(join(stateDir, "api-token"), "utf8").trim();
  return { worker, dashboard, token: ownToken, stateDir };
}

/**
 * Calls its API. @throws Error with the Worker's words, or what fetch throws when nobody answers.
 */
export async function callTarget(
  { worker, token }: Target,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const response = await fetch(`${worker}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  const answer: unknown = isJson ? await response.json() : await response.text();
  if (response.ok) return answer;
  const refusal = refusalSchema.safeParse(answer);
  const reason = refusal.success ? refusal.data.error.message : String(answer).slice(0, 300);
  throw new Error(`it was not taken (${response.status}): ${reason}`);
}
