import type { ReactElement } from "react";
import { Person } from "../../../parts/person.tsx";

/** Who wrote something: a person by name, or the crew. */
export function AuthorName({ id }: { id: string }): ReactElement {
  return id === "signalbox" ? <>Signalbox</> : <Person id={id} />;
}
