import type { MantineColor } from "@mantine/core";
import type { Answer } from "../../api/types.ts";
import { counted } from "../../parts/words.ts";

export type Connection = Answer<"GET /api/connections">["connections"][number];

const day = 24 * 60 * 60_000;
/** As long before its end as the team is told of it. */
const soonMs = 7 * day;

/** How an account stands, in a badge. */
export function stateOf(
  { account, missing }: Pick<Connection, "account" | "missing">,
  now: number,
): { words: string; color: MantineColor } {
  if (account === null)
    return missing.length > 0
      ? { words: "not set up", color: "gray" }
      : { words: "not connected", color: "orange" };
  if (account.state === "broken") return { words: "broken", color: "red" };
  if (account.renewBy === null) return { words: "connected", color: "green" };
  const left = Date.parse(account.renewBy) - now;
  if (left <= 0) return { words: "ended", color: "red" };
  const days = Math.floor(left / day);
  const until = days === 0 ? "ends today" : `ends in ${counted(days, "day")}`;
  return left < soonMs
    ? { words: until, color: "orange" }
    : { words: `connected, ${until}`, color: account.warning === null ? "green" : "orange" };
}

/** What the button does that sends somebody to the service's page. */
export function verbOf({ account }: Pick<Connection, "account">): "Connect" | "Renew" {
  return account === null ? "Connect" : "Renew";
}
