import type { Stack } from "../../../scripts/stack/stack.ts";

/** Asks the Worker's API as whoever measures: with a body it is a POST of its own. @throws Error with its answer. */
export async function callApi(
  { urls, apiToken }: Pick<Stack, "urls" | "apiToken">,
  path: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(`${urls.worker}${path}`, {
    headers: { authorization: `Bearer ${apiToken}`, "idempotency-key": crypto.randomUUID() },
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
  return response.json();
}
