import type { Context } from "hono";
import type { Person } from "../../shared/domain/person.ts";

export type ApiContext = Context<{ Bindings: Env }>;

/** Who calls, and how we know. */
export interface Caller {
  person: Person;
  via: "token" | "access" | "session";
  /** When they have to show again who they are, epoch milliseconds; null: never. */
  expiresAt: number | null;
}
