import { exports } from "cloudflare:workers";
import type { AuthorizedService } from "../../../shared/domain/connection.ts";

/** A call of the API, by the operator of the tests or whoever has another token. */
export async function callApi(method: string, path: string, body?: object, token = "test-api-token") {
  const response = await exports.default.fetch(`http://signalbox.test${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, json: JSON.parse(text) };
}

/** What a service's page sends a person back with, who allows it or doesn't. */
export async function decideOn(url: string, decision: "allow" | "cancel", member?: string) {
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ decision, ...(member === undefined ? {} : { member }) }),
    redirect: "manual",
  });
  await answer.text();
  const { searchParams } = new URL(answer.headers.get("location") ?? "about:blank");
  const code = searchParams.get("code");
  const error = searchParams.get("error");
  return {
    state: searchParams.get("state") ?? "",
    ...(code === null ? {} : { code }),
    ...(error === null ? {} : { error }),
  };
}

/** Connects an account of the sandbox as a person does. */
export async function connectAccount(service: AuthorizedService, member?: string): Promise<void> {
  const { json } = await callApi("POST", `/api/connections/${service}/authorize`);
  const back = await decideOn(json.url, "allow", member);
  const made = await callApi("POST", `/api/connections/${service}/callback`, back);
  if (made.status !== 200) throw new Error(made.text);
}
