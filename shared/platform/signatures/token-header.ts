import { timingSafeEqual } from "hono/utils/buffer";
import { requireSetting, type SecretSetting } from "../config.ts";
import { sha256 } from "../digest.ts";
import { proofIn, type Scheme, unproven } from "./scheme.ts";

/**
 * A secret that comes along with each request: it proves who sends, and nothing about the bytes.
 * @example
 * const scheme = tokenHeader({ secret: "GITLAB_WEBHOOK_TOKEN", header: "x-gitlab-token" });
 */
export function tokenHeader({ secret, header }: { secret: SecretSetting; header: string }): Scheme {
  return async (claim, { settings }) => {
    const token = requireSetting(settings, secret);
    const given = proofIn(claim, header, "token");
    // Digests are of one length, whatever was sent.
    if (!(await timingSafeEqual(await sha256(given), await sha256(token))))
      throw unproven(claim.service, "token", "wrong");
  };
}
