import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const listSchema = z.object({
  connections: z.array(
    z.object({
      service: z.string(),
      place: z.string(),
      missing: z.array(z.string()),
      byPerson: z.boolean(),
      redirectUri: z.string().nullable(),
      account: z.object({ state: z.string() }).nullable(),
    }),
  ),
});
const healthSchema = z.object({ sandbox: z.array(z.string()) });
const keptSchema = z.array(z.string());
const pageSchema = z.object({ url: z.url() });

/**
 * Connects the sandbox's accounts that aren't yet, by the same way as a person at the dashboard, who allows it on the service's
 * page. Never one of a real service, and each once in the life of a state: what a person has disconnected since stays so.
 */
export async function connectAccounts(
  urls: { worker: string; sandbox: string },
  apiToken: string,
  stateDir: string,
): Promise<void> {
  const headers = { authorization: `Bearer ${apiToken}` };
  // People may have taken this machine's token off their list.
  if ((await fetch(`${urls.worker}/api/session`, { headers })).status === 401) return;
  const { connections } = listSchema.parse(await called(urls.worker, apiToken, "GET", "/api/connections"));
  const { sandbox } = healthSchema.parse(await (await fetch(`${urls.sandbox}/health`)).json());
  const kept = join(stateDir, "connected-accounts.json");
  const once = new Set(existsSync(kept) ? keptSchema.parse(JSON.parse(readFileSync(kept, "utf8"))) : []);
  for (const { service, place, missing, byPerson, redirectUri, account } of connections) {
    const isReady = place === "sandbox" && missing.length === 0 && redirectUri !== null;
    if (!byPerson || !isReady || !sandbox.includes(service)) continue;
    if (account === null ? once.has(service) : account.state === "connected") continue;
    const path = `/api/connections/${service}`;
    const { url } = pageSchema.parse(await called(urls.worker, apiToken, "POST", `${path}/authorize`));
    await called(urls.worker, apiToken, "POST", `${path}/callback`, await allowedOn(url));
    once.add(service);
    writeFileSync(kept, JSON.stringify([...once]), { mode: 0o600 });
  }
}

/** What a page of the sandbox sends somebody back with who allows it. */
async function allowedOn(url: string): Promise<{ state: string; code: string }> {
  const body = new URLSearchParams({ decision: "allow" });
  const answer = await fetch(url, { method: "POST", body, redirect: "manual" });
  const { searchParams } = new URL(answer.headers.get("location") ?? url);
  return { state: searchParams.get("state") ?? "", code: searchParams.get("code") ?? "" };
}

async function called(
  worker: string,
  apiToken: string,
  method: "GET" | "POST",
  path: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(`${worker}${path}`, {
    method,
    headers: { authorization: `Bearer ${apiToken}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
