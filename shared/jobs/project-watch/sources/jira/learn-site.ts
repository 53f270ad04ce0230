import type { CallOutcome } from "../../../../integrations/call.ts";
import { customFieldsIn } from "../../../../integrations/jira/custom-fields.ts";
import type { JiraReader } from "../../../../integrations/jira/reader.ts";
import { type Site, siteMs } from "./checkpoint.ts";

/** What a site calls its custom fields, and who we are there: asked for once, then believed for a day. */
export async function learnSite(
  reader: JiraReader,
  known: Site | null,
  now: number,
): Promise<CallOutcome<Site>> {
  if (known !== null && now - known.at < siteMs) return { kind: "answered", value: known };
  const fields = await reader.fields();
  if (fields.kind !== "answered") return fields;
  const me = await reader.myself();
  if (me.kind !== "answered") return me;
  return {
    kind: "answered",
    value: { fields: customFieldsIn(fields.value), me: me.value.accountId, at: now },
  };
}
