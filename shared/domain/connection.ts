/** The services that are reached by a token of an account's, which has to be got and renewed. */
export const connectedServices = ["linkedin", "threads", "bluesky", "gmail"] as const;
export type ConnectedService = (typeof connectedServices)[number];

/** Those of them whose account a person connects from the dashboard. */
export const authorizedServices = ["linkedin", "threads"] as const;
export type AuthorizedService = (typeof authorizedServices)[number];

export const connectionStates = ["connected", "broken"] as const;

/** What a service has given for an account. Times are epoch milliseconds; null: it doesn't end. */
export interface Grant {
  /** Who acts by it, as the service names it: `urn:li:person:…`, a user's id, a DID. */
  account: string;
  /** Who that is for people. */
  name: string;
  access: string;
  expiresAt: number | null;
  /** What a new access token is got with; null: only a person can get one. */
  refresh: string | null;
  refreshExpiresAt: number | null;
}

/** A connection's times. */
export interface ConnectionTimes {
  expiresAt: number | null;
  isRenewable: boolean;
  refreshExpiresAt: number | null;
}

/** When a person has to renew a connection, epoch milliseconds; null: it renews itself for ever. */
export function personNeededAt({ expiresAt, isRenewable, refreshExpiresAt }: ConnectionTimes): number | null {
  return isRenewable ? refreshExpiresAt : expiresAt;
}
