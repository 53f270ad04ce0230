import { z } from "zod";
import type { Grant } from "../../domain/connection.ts";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { callService, type CallOutcome, mapAnswer, type ServiceError } from "../call.ts";
import type { Authorizer } from "../connector.ts";
import { threadsAnswers } from "./answers.ts";

const days = 24 * 60 * 60_000;
/** What Meta says of a token that is over or was taken back. */
const invalidToken = "190";

const longLived = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const shortLived = z.object({ access_token: z.string().min(1) });
const me = z.object({ id: z.string().regex(/^\d+$/), username: z.string().default("") });

const error: z.ZodType<ServiceError> = z
  .object({ error: z.object({ message: z.string().default("no words"), code: z.number().optional() }) })
  .transform(({ error: { message, code } }) => ({
    message,
    pending: false,
    ...(code === undefined ? {} : { code: String(code) }),
  }));

/**
 * A profile on Threads. A code is good for a token of an hour, which is exchanged at once for one of 60 days; that one renews
 * itself once it is a day old, and is lost when nobody does so in time. It knows no PKCE: only the state guards the way back.
 * https://developers.facebook.com/docs/threads/get-started/long-lived-tokens
 */
export const threadsConnector: Authorizer = {
  service: "threads",
  title: "Threads",
  needs: ["TOKEN_KEY", "THREADS_APP_ID", "THREADS_APP_SECRET"],
  open: null,
  renewBeforeMs: 30 * days,
  renewAfterMs: days,
  refusesToken: ({ status, code }) => status === 401 || code === invalidToken,
  takesPkce: () => false,

  pageFor: (settings, { state, redirectUri }) => {
    const page = new URL(`${settings.THREADS_OAUTH_URL.replace(/\/+$/, "")}/authorize`);
    page.search = new URLSearchParams({
      client_id: requireSetting(settings, "THREADS_APP_ID"),
      redirect_uri: redirectUri,
      scope: "threads_basic,threads_content_publish",
      response_type: "code",
      state,
    }).toString();
    return page.href;
  },

  exchange: async (outside, { code, redirectUri }) => {
    const short = await ask(outside, {
      path: "oauth/access_token",
      form: {
        client_id: requireSetting(outside.settings, "THREADS_APP_ID"),
        client_secret: requireSetting(outside.settings, "THREADS_APP_SECRET"),
        grant_type: "authorization_code",
        redirect_uri: redirectUri,
        code,
      },
      answer: shortLived,
    });
    if (short.kind !== "answered") return short;
    const long = await grantOf(outside, "access_token", {
      grant_type: "th_exchange_token",
      client_secret: requireSetting(outside.settings, "THREADS_APP_SECRET"),
      access_token: short.value.access_token,
    });
    if (long.kind !== "answered") return long;
    const who = await owner(outside, long.value.access);
    return mapAnswer(who, ({ id, username }) => ({ ...long.value, account: id, name: username }));
  },

  renew: async (outside, refresh) =>
    grantOf(outside, "refresh_access_token", { grant_type: "th_refresh_token", access_token: refresh }),

  check: async (outside, access) =>
    mapAnswer(await owner(outside, access), ({ id }) => ({ account: id, warning: null })),
};

/** A token of 60 days. What renews it is itself. */
async function grantOf(
  outside: Outside,
  path: string,
  query: Record<string, string>,
): Promise<CallOutcome<Grant>> {
  const asked = outside.now();
  const given = await ask(outside, {
    path: `${path}?${new URLSearchParams(query).toString()}`,
    answer: longLived,
  });
  return mapAnswer(given, ({ access_token: access, expires_in: seconds }) => {
    const expiresAt = asked + seconds * 1000;
    return { account: "", name: "", access, expiresAt, refresh: access, refreshExpiresAt: expiresAt };
  });
}

async function owner(outside: Outside, access: string): Promise<CallOutcome<z.infer<typeof me>>> {
  const query = new URLSearchParams({ fields: "id,username", access_token: access });
  return ask(outside, { path: `v1.0/me?${query.toString()}`, answer: me });
}

async function ask<T>(
  outside: Outside,
  { path, form, answer }: { path: string; form?: Record<string, string>; answer: z.ZodType<T> },
): Promise<CallOutcome<T>> {
  return callService(outside, {
    service: threadsAnswers,
    url: `${outside.settings.THREADS_API_URL.replace(/\/+$/, "")}/${path}`,
    method: form === undefined ? "GET" : "POST",
    headers: {},
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    answer,
    error,
  });
}
