import type { ActionKindModule } from "./action-kind.ts";
import { email, type Email } from "./email.ts";

/** A mail to anybody. */
export const emailExternal: ActionKindModule<Email> = email;
