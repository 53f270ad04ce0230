import type { Answer } from "../../../api/client.ts";

/** An approval with the action that it is about. */
export type FoundApproval = Answer<"GET /api/approvals/{id}">;
