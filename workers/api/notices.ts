import { noticesEndpoints } from "../../shared/api/notices.ts";
import { listUndelivered } from "../../shared/db/undelivered.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { markMended, missedForm } from "../../shared/spine/undelivered.ts";
import { serve, type Served } from "./serve.ts";
import { iso } from "./times.ts";

/** What people say of notices that can't be delivered. */
export const noticesApi = {
  mended: serve(noticesEndpoints.mended, async ({ spine, person, body: { where } }) => {
    await markMended(spine, where, person.id);
    return { kind: "mended" as const };
  }),
} satisfies Record<keyof typeof noticesEndpoints, Served>;

/** The places that could not be told something, as the inbox shows them. */
export async function undeliveredView({ db }: Spine) {
  const rows = await listUndelivered(db);
  return rows.map(({ data, n, at, taskId }) => {
    const { where, reason, mend, instead, words } = missedForm.parse(JSON.parse(data));
    return {
      where,
      reason: redact(reason),
      mend,
      instead,
      words: redact(words),
      taskId,
      at: iso(at),
      count: n,
    };
  });
}
