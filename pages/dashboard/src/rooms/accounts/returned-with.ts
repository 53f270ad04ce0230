import type { Args } from "../../api/types.ts";

type Returned = NonNullable<Args<"POST /api/connections/{service}/callback">["body"]>;

/** What a service has sent somebody back with, from the address; null: it isn't that. */
export function returnedWith(search: string): Returned | null {
  const query = new URLSearchParams(search);
  const state = query.get("state");
  const code = query.get("code");
  const error = query.get("error");
  if (state === null) return null;
  if (code !== null) return { state, code };
  return error === null ? null : { state, error, description: query.get("error_description") ?? "" };
}
