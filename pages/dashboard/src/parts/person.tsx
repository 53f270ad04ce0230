import type { ReactElement } from "react";
import { useApi } from "../api/use-api.ts";

/** Names people, whether known by id or by Slack's; by what is known of them where they aren't on the list. */
export function useNameOf(): (id: string) => string {
  const { data } = useApi("GET /api/settings");
  return (id) => data?.people.value.find((person) => person.id === id || person.slack === id)?.name ?? id;
}

/** A person by name. */
export function Person({ id }: { id: string }): ReactElement {
  const nameOf = useNameOf();
  return <>{nameOf(id)}</>;
}
