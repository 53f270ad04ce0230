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
const pageSchema = z.object({ url: z.url() });

/**
 * Connects the sandbox's accounts that aren't yet, by the same way as a person at the dashboard, who allows it on the service's
 * page. Never one of a real service.
 */
export async function connectAccounts(
  urls: { worker: string; sandbox: string },
  apiToken: string,
): Promise<void> {
  const { connections } = listSchema.parse(await called(urls.worker, apiToken, "GET", "/api/connections"));
  const { sandbox } = healthSchema.parse(await (await fetch(`${urls.sandbox}/health`)).json());
  for (const { service, place, missing, byPerson, redirectUri, account } of connections) {
    const isReady = place === "sandbox" && missing.length === 0 && redirectUri !== null;
    if (!byPerson || !isReady || !sandbox.includes(service) || account?.state === "connected") continue;
    const path = `/api/connections/${service}`;
    const { url } = pageSchema.parse(await called(urls.worker, apiToken, "POST", `${path}/authorize`));
    await called(urls.worker, apiToken, "POST", `${path}/callback`, await allowedOn(url));
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
