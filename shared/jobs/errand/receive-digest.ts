import type { Spine } from "../../spine/context.ts";
import { receive, type Received } from "../../spine/receive.ts";

/** The day's digest begins as a signal like everything else: its id makes it one a day. Null before its hour (UTC). */
export async function receiveDigest(spine: Spine): Promise<Received | null> {
  const now = new Date(spine.now());
  if (now.getUTCHours() < spine.settings.RULES.digestHour) return null;
  const day = now.toISOString().slice(0, 10);
  return receive(spine, {
    id: `cron:digest:${day}`,
    kind: "cron.digest",
    provenance: "internal",
    body: { type: "digest", day },
    dropReason: null,
  });
}
