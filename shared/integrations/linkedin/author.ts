import type { Config } from "../../platform/config.ts";

type About = Pick<Config, "LINKEDIN_ORGANIZATION" | "LINKEDIN_SCOPES">;

/** In whose name posts are made: the page that is set, or else the account that is connected. */
export function authorOf({ LINKEDIN_ORGANIZATION }: About, account: string): string {
  return LINKEDIN_ORGANIZATION === undefined ? account : `urn:li:organization:${LINKEDIN_ORGANIZATION}`;
}

/**
 * What people are asked to allow. A page's posts are written and read with rights of their own, and who may write for it is
 * asked for with another; for a member's own posts reading needs a right that few apps get.
 */
export function scopesOf({ LINKEDIN_ORGANIZATION, LINKEDIN_SCOPES }: About): string {
  if (LINKEDIN_SCOPES !== undefined) return LINKEDIN_SCOPES;
  return LINKEDIN_ORGANIZATION === undefined
    ? "openid profile w_member_social"
    : "openid profile w_organization_social r_organization_social r_organization_admin";
}
