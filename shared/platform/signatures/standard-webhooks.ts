import { bytesAfter, bytesOf } from "../bytes.ts";
import { requireSetting, type SecretSetting } from "../config.ts";
import { SignalboxError } from "../errors.ts";
import { isHmac } from "../hmac.ts";
import { type Claim, isFresh, proofIn, type Scheme, unproven } from "./scheme.ts";

const toleranceSeconds = 300;
const version = "v1,";

/** The headers are the same but for how their names begin: Svix had them before there was a standard. */
const families = ["webhook", "svix"] as const;

/**
 * The symmetric signatures of standardwebhooks.com: HMAC-SHA256 of `{id}.{timestamp}.{body}`. While a secret is being
 * changed there are several of them: any may be ours. A delivery's id is in `webhook-id`, or in `svix-id` where a sender is older.
 * @param svix whether the older headers prove as much
 * @example
 * const scheme = standardWebhooks({ secret: "RENDER_WEBHOOK_SECRET" });
 */
export function standardWebhooks({
  secret,
  svix = false,
}: {
  secret: SecretSetting;
  svix?: boolean;
}): Scheme {
  return async (claim, { settings, now }) => {
    const family = (svix && families.find((one) => claim.header(`${one}-id`) !== undefined)) || "webhook";
    const key = bytesOf(requireSetting(settings, secret).replace(/^whsec_/, ""), "base64");
    if (key === null || key.length === 0)
      throw new SignalboxError("not_configured", `${secret} is no secret such as whsec_… in base64`);
    const id = proofIn(claim, `${family}-id`, "id");
    const timestamp = proofIn(claim, `${family}-timestamp`, "timestamp");
    const signatures = proofIn(claim, `${family}-signature`, "signature");
    if (!isFresh(timestamp, toleranceSeconds, now())) throw unproven(claim.service, "timestamp", "stale");
    const data = bytesAfter(`${id}.${timestamp}.`, claim.bytes);
    for (const one of signatures.split(" ")) {
      // Signatures of other versions, such as those by public keys, stand beside ours.
      const mac = one.startsWith(version) ? bytesOf(one.slice(version.length), "base64") : null;
      if (mac !== null && (await isHmac("SHA-256", key, data, mac))) return;
    }
    throw unproven(claim.service, "signature", "wrong");
  };
}

/** The id of a delivery that such a scheme has proven. */
export function deliveryIdOf({ header }: Pick<Claim, "header">): string {
  return families.map((one) => header(`${one}-id`)).find((id) => id !== undefined) ?? "";
}
