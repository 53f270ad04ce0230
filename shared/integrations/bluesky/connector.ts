import { decodeJwt } from "jose";
import type { z } from "zod";
import type { Grant } from "../../domain/connection.ts";
import { requireSetting } from "../../platform/config.ts";
import type { CallOutcome } from "../call.ts";
import { mapAnswer, repeatable } from "../call.ts";
import type { Connector } from "../connector.ts";
import { blueskyAnswers } from "./answers.ts";
import { accountAnswer, sessionAnswer } from "./schema.ts";
import { xrpc } from "./xrpc.ts";

/**
 * A session of Bluesky's, begun with an app password and from then on refreshed: beginning one is limited to 30 in five minutes
 * and a few hundred a day. What comes of it without an answer is one session more, so a lost answer is only a "later".
 */
export const blueskyConnector: Connector = {
  service: "bluesky",
  title: "Bluesky",
  needs: ["TOKEN_KEY", "BLUESKY_HANDLE", "BLUESKY_APP_PASSWORD"],
  open: async (outside) => {
    const identifier = requireSetting(outside.settings, "BLUESKY_HANDLE");
    const password = requireSetting(outside.settings, "BLUESKY_APP_PASSWORD");
    const begun = await xrpc(outside, {
      method: "com.atproto.server.createSession",
      body: { identifier, password },
      answer: sessionAnswer,
    });
    if (begun.kind === "refused")
      return {
        kind: "refused",
        error: `${begun.error} (look at BLUESKY_HANDLE and BLUESKY_APP_PASSWORD)`,
      };
    return granted(begun);
  },
  renew: async (outside, refresh) =>
    granted(
      await xrpc(outside, {
        method: "com.atproto.server.refreshSession",
        body: null,
        token: refresh,
        answer: sessionAnswer,
      }),
    ),
  renewBeforeMs: 5 * 60_000,
  renewAfterMs: 0,
  refusesToken: ({ status }) => status === 401,
  check: async (outside, token) =>
    mapAnswer(
      await xrpc(outside, { method: "com.atproto.server.getSession", token, answer: accountAnswer }),
      ({ did, active, status }) => ({
        account: did,
        warning: active ? null : `the account is ${status ?? "not active"}`,
      }),
    ),
};

function granted(outcome: CallOutcome<z.output<typeof sessionAnswer>>): CallOutcome<Grant> {
  return mapAnswer(repeatable(blueskyAnswers, outcome), ({ did, handle, accessJwt, refreshJwt }) => ({
    account: did,
    name: handle,
    access: accessJwt,
    expiresAt: endOf(accessJwt),
    refresh: refreshJwt,
    refreshExpiresAt: endOf(refreshJwt),
  }));
}

/** When a token of the server's own is over; null where it doesn't say. Its signature is the server's business. */
function endOf(jwt: string): number | null {
  try {
    const { exp } = decodeJwt(jwt);
    return exp === undefined ? null : exp * 1000;
  } catch {
    // A server may make its tokens otherwise: then its refusal is what tells their end.
    return null;
  }
}
