import type { ReactElement } from "react";
import { personOfActor } from "../../../../shared/domain/person.ts";
import { useApi } from "../api/use-api.ts";

/** Names people; who is none of them goes by the service's name for them, as in `github:login`. */
export function useNameOf(): (id: string) => string {
  const { data } = useApi("GET /api/settings");
  return (id) => personOfActor(data?.people.value ?? [], id)?.name ?? id;
}

/** A person by name. */
export function Person({ id }: { id: string }): ReactElement {
  const nameOf = useNameOf();
  return <>{nameOf(id)}</>;
}
