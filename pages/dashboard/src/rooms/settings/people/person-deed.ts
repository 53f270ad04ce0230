import type { Person } from "../setting.ts";

/** What is being done to the list of people. */
export type PersonDeed = { kind: "add" } | { kind: "edit" | "remove" | "token"; person: Person };
