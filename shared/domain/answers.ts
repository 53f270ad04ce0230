import type { Gated } from "./service.ts";
import { lookUp } from "../platform/look-up.ts";

/**
 * What an answer says that isn't what was asked for. `limited`: too much at once, and nothing has happened. `down`: out of
 * order, and nothing has happened. `lost`: out of order, and it may have happened. `refused`: for good.
 */
export type Meaning = "limited" | "down" | "lost" | "refused";

/** A service as its callers know it, with what its answers say. */
export interface ServiceAnswers {
  /** As people call it, in errors. */
  name: string;
  /** The door before it; null: it has none. */
  door: Gated | null;
  /** By its own name for what is wrong. It counts more than the status. */
  codes?: Readonly<Record<string, Meaning>>;
  /** By HTTP status, where that says something else here than with everybody. */
  statuses?: Readonly<Record<string, Meaning>>;
  /** Its names for a token that it doesn't take, or no longer. 401 says the same with everybody. */
  tokenCodes?: readonly string[];
  /** Its names for what it refuses with 401 though the token is good. */
  otherCodes?: readonly string[];
}

/** An answer that isn't what was asked for, as far as it tells. */
export interface Trouble {
  status: number;
  code?: string | undefined;
  /** It is of the service's own form; what isn't was said by something between. */
  isOwn: boolean;
  /** A read changes nothing, so that nothing of it is ever lost. */
  isRead: boolean;
}

/** What an answer says of the request, by the service's table. */
export function meaningOf({ codes = {}, statuses = {} }: ServiceAnswers, trouble: Trouble): Meaning {
  const { status, code, isRead } = trouble;
  const said =
    (code === undefined ? undefined : lookUp(codes, code)) ??
    lookUp(statuses, String(status)) ??
    usual(trouble);
  return isRead && said === "lost" ? "down" : said;
}

/** What a refusal carries beside its words when it is our token that the service doesn't take: whatever is asked, a person must mend it. */
export function tokenRefusal(
  { tokenCodes = [], otherCodes = [] }: ServiceAnswers,
  { status, code }: Pick<Trouble, "status" | "code">,
): { token?: true } {
  if (code !== undefined && otherCodes.includes(code)) return {};
  return status === 401 || (code !== undefined && tokenCodes.includes(code)) ? { token: true } : {};
}

/** What a status says with everybody (rfc-editor.org/rfc/rfc9110). */
function usual({ status, isOwn, isRead }: Trouble): Meaning {
  if (status === 429) return "limited";
  // It was sent before the connection was known to be its sender's, and was not looked at (rfc-editor.org/rfc/rfc8470).
  if (status === 425) return "down";
  if (status === 408 || status >= 500) return "lost";
  // What something between says leaves open whether the request got through.
  return isOwn || isRead ? "refused" : "lost";
}
