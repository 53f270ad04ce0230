import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { authorizedServices, connectedServices, connectionStates } from "../../domain/connection.ts";

/** The accounts that we act as. Tokens are sealed (platform/seal.ts); changed only through spine/connections.ts. */
export const connections = sqliteTable("connections", {
  service: text({ enum: connectedServices }).primaryKey(),
  account: text().notNull(),
  name: text().notNull(),
  sealedAccess: text("sealed_access").notNull(),
  /** Null: a person has to renew it. */
  sealedRefresh: text("sealed_refresh"),
  expiresAt: integer("expires_at"),
  refreshExpiresAt: integer("refresh_expires_at"),
  state: text({ enum: connectionStates }).notNull(),
  /** Why it is broken, in words. */
  error: text(),
  brokenSince: integer("broken_since"),
  /** The person who connected it; null: the settings did. */
  by: text(),
  connectedAt: integer("connected_at").notNull(),
  /** When its access token was got. */
  refreshedAt: integer("refreshed_at").notNull(),
  checkedAt: integer("checked_at"),
  /** What the last look found that doesn't break it: that LinkedIn no longer takes our version. Null: nothing. */
  warning: text(),
  /** Whoever renews it does so alone until then. */
  renewingUntil: integer("renewing_until"),
  /** Names the last change of its tokens: who has read them knows whether they are still these. */
  version: text().notNull(),
});

/** Ways to a service's page that people have taken, each good for one return. Of the state only the SHA-256 is kept. */
export const authorizations = sqliteTable("authorizations", {
  stateSha256: text("state_sha256").primaryKey(),
  service: text({ enum: authorizedServices }).notNull(),
  /** The person, and the session in which they left. */
  person: text().notNull(),
  session: text().notNull(),
  /** PKCE's verifier, sealed; null: the service takes none. */
  sealedVerifier: text("sealed_verifier"),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
});
