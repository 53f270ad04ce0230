import type { Context } from "hono";
import type { Person } from "../../shared/domain/person.ts";

export type ApiContext = Context<{ Bindings: Env }>;

/** Who calls, and how we know. */
export interface Caller {
  person: Person;
  via: "token" | "access" | "session";
  /** What names the sign-in, in no words that open anything: what is begun in it can be ended in it alone. */
  session: string;
  /** When they have to show again who they are, epoch milliseconds; null: never. */
  expiresAt: number | null;
}
