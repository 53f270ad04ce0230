import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Sign-ins of people at the dashboard. Of a session's secret only the SHA-256 is kept. */
export const sessions = sqliteTable(
  "sessions",
  {
    secretSha256: text("secret_sha256").primaryKey(),
    person: text().notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (t) => [index("sessions_expiry").on(t.expiresAt)],
);

/** One-time codes that a session is opened with. */
export const signInCodes = sqliteTable(
  "sign_in_codes",
  {
    codeSha256: text("code_sha256").primaryKey(),
    person: text().notNull(),
    expiresAt: integer("expires_at").notNull(),
    usedAt: integer("used_at"),
  },
  (t) => [index("sign_in_codes_expiry").on(t.expiresAt)],
);
