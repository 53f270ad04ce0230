import { type Actor, roleMatrix } from "./role-matrix.ts";
import { tokens } from "./people.ts";

const guessed = "guess-0123456789abcdef0123456789abcdef";

/** What somebody sends with their calls. Of one who has left no token is known any more. */
function headersOf(actor: Actor): Record<string, string> {
  if (actor === "nobody") return {};
  const token = actor === "guess" || actor === "leaver" ? guessed : tokens[actor];
  return { authorization: `Bearer ${token}` };
}

/** Every call of the contract by everybody: only who has its role gets past the door. Answers who should not have. */
export async function tryRoles(worker: string, told: (line: string) => void): Promise<string[]> {
  const found: string[] = [];
  const trials = roleMatrix();
  for (const { route, method, path, actor, refused } of trials) {
    const response = await fetch(`${worker}${path}`, {
      method,
      headers: { "content-type": "application/json", ...headersOf(actor) },
      // No body is right here: who gets past the door changes nothing.
      ...(method === "GET" ? {} : { body: "[]" }),
      redirect: "manual",
    });
    await response.body?.cancel();
    const { status } = response;
    const isRefused = status === 401 || status === 403;
    if (status >= 500 || (refused === null ? isRefused : status !== refused))
      found.push(`${route} answered ${status} to ${actor}, and ${refused ?? "no refusal"} is right`);
  }
  told(`roles          ${trials.length} calls; ${found.length} wrong`);
  for (const line of found) told(`  FOUND ${line}`);
  return found;
}
