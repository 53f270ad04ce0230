import { contract } from "../../shared/api/contract.ts";
import type { Endpoint } from "../../shared/api/endpoint.ts";
import { ranks, reaches, tokens } from "./people.ts";

const endpoints: readonly Endpoint[] = Object.values(contract).flatMap((resource): Endpoint[] =>
  Object.values(resource),
);

/** Every call of the contract by nobody, by a wrong token and by each role: only who has its role gets past the door. */
export async function tryRoles(worker: string, told: (line: string) => void): Promise<string[]> {
  const found: string[] = [];
  let tried = 0;
  for (const { route, role } of endpoints) {
    if (role === null) continue;
    const [method = "GET", template = ""] = route.split(" ");
    const url = `${worker}${template.replaceAll(/\{\w+\}/g, "nothing-of-that-name")}`;
    const statusFor = async (token: string | null): Promise<number> => {
      tried += 1;
      const headers = {
        "content-type": "application/json",
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      };
      // No body is right here: who gets past the door changes nothing.
      const response = await fetch(url, {
        method,
        headers,
        ...(method === "GET" ? {} : { body: "[]" }),
        redirect: "manual",
      });
      await response.body?.cancel();
      return response.status;
    };
    for (const token of [null, "nobody-0123456789abcdef0123456789abcdef"]) {
      const status = await statusFor(token);
      if (status !== 401)
        found.push(`${route} answered ${status} to ${token === null ? "nobody" : "a wrong token"}`);
    }
    for (const rank of ranks) {
      const status = await statusFor(tokens[rank]);
      const isRefused = status === 403;
      if (status === 401 || status >= 500 || isRefused === reaches(rank, role))
        found.push(`${route} answered ${status} to the ${rank}, and needs ${role}`);
    }
  }
  told(`roles          ${tried} calls of ${endpoints.length} endpoints; ${found.length} wrong`);
  for (const line of found) told(`  FOUND ${line}`);
  return found;
}
