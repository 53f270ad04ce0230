import { z } from "zod";
import { authorizedServices, connectedServices, connectionStates } from "../domain/connection.ts";
import { endpoint } from "./endpoint.ts";
import { time } from "./forms.ts";

/** An account that we act as, or could; never a token. */
const connection = z.object({
  service: z.enum(connectedServices),
  /** Its name for people. */
  title: z.string(),
  /** Whether it is the real service. */
  place: z.enum(["live", "sandbox", "missing"]),
  /** Settings without which it can't be connected. */
  missing: z.array(z.string()),
  /** Whether a person connects it in the browser; otherwise the settings do. */
  byPerson: z.boolean(),
  /** What its page is asked with besides the state. */
  pkce: z.boolean(),
  /** The address that the service has to know as a redirect URL; null: there is none. */
  redirectUri: z.string().nullable(),
  /** The version of its API that is asked for; null: it has none. */
  version: z.string().nullable(),
  account: z
    .object({
      id: z.string(),
      name: z.string(),
      state: z.enum(connectionStates),
      /** Why it is broken. */
      error: z.string().nullable(),
      brokenSince: time.nullable(),
      /** What is wrong and doesn't break it. */
      warning: z.string().nullable(),
      /** When the access token ends, which is renewed before. */
      expiresAt: time.nullable(),
      /** When a person has to connect it anew; null: it renews itself. */
      renewBy: time.nullable(),
      connectedAt: time,
      by: z.string().nullable(),
      checkedAt: time.nullable(),
      /** Sealed with the key before, which is still needed. */
      oldKey: z.boolean(),
    })
    .nullable(),
});

const service = z.object({ service: z.enum(connectedServices) });
const authorized = z.object({ service: z.enum(authorizedServices) });

export const connectionsEndpoints = {
  list: endpoint({
    route: "GET /api/connections",
    summary: "The accounts that the crew acts as on other services, and how they stand",
    role: "viewer",
    answer: z.object({ connections: z.array(connection) }),
  }),
  authorize: endpoint({
    route: "POST /api/connections/{service}/authorize",
    summary: "Begins to connect an account: the address of the service's page on which you allow it",
    role: "operator",
    params: authorized,
    answer: z.object({ url: z.url() }),
  }),
  callback: endpoint({
    route: "POST /api/connections/{service}/callback",
    summary:
      "Ends it, with what the service has sent you back with; within ten minutes, once, in the same sign-in",
    role: "operator",
    params: authorized,
    body: z
      .strictObject({
        state: z.string().min(1).max(200),
        code: z.string().min(1).max(4000).optional(),
        error: z.string().min(1).max(200).optional(),
        description: z.string().max(2000).default(""),
      })
      .refine(
        ({ code, error }) => (code === undefined) !== (error === undefined),
        "must have a code or an error",
      ),
    answer: z.object({ account: z.string(), name: z.string() }),
  }),
  check: endpoint({
    route: "POST /api/connections/{service}/check",
    summary: "Looks now whether the service takes the account",
    role: "operator",
    params: service,
    answer: z.object({ answered: z.boolean() }),
  }),
  remove: endpoint({
    route: "DELETE /api/connections/{service}",
    summary: "Disconnects an account: its tokens are forgotten",
    role: "operator",
    params: service,
    answer: z.object({ kind: z.enum(["disconnected", "was_not_connected"]) }),
  }),
};
