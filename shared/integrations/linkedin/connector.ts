import type { Grant } from "../../domain/connection.ts";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { callService, type CallOutcome, mapAnswer } from "../call.ts";
import type { Authorizer } from "../connector.ts";
import { linkedinAnswers, linkedinSignIn } from "./answers.ts";
import { authorOf, scopesOf } from "./author.ts";
import { callLinkedin, retired } from "./call.ts";
import { apiError, oauthError, posts, roles, token, userinfo } from "./schema.ts";

const days = 24 * 60 * 60_000;

/**
 * A member's account. Access lives 60 days; a refresh token, which not every app gets, a year, and stays the same when it is used.
 * https://learn.microsoft.com/linkedin/shared/authentication/authorization-code-flow
 */
export const linkedinConnector: Authorizer = {
  service: "linkedin",
  title: "LinkedIn",
  needs: ["TOKEN_KEY", "LINKEDIN_CLIENT_ID", "LINKEDIN_CLIENT_SECRET"],
  open: null,
  renewBeforeMs: 10 * days,
  renewAfterMs: 0,
  refusesToken: ({ status }) => status === 401,

  // Only apps for which LinkedIn has turned it on take a challenge, and those at another address.
  takesPkce: ({ LINKEDIN_PKCE }) => LINKEDIN_PKCE,

  pageFor: (settings, { state, challenge, redirectUri }) => {
    const page = new URL(
      oauthUrl(settings, challenge === null ? "v2/authorization" : "native-pkce/authorization"),
    );
    const query = {
      response_type: "code",
      client_id: requireSetting(settings, "LINKEDIN_CLIENT_ID"),
      redirect_uri: redirectUri,
      state,
      scope: scopesOf(settings),
      ...(challenge === null ? {} : { code_challenge: challenge, code_challenge_method: "S256" }),
    };
    page.search = new URLSearchParams(query).toString();
    return page.href;
  },

  exchange: async (outside, { code, verifier, redirectUri }) => {
    const given = await tokenFor(outside, {
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      ...(verifier === null ? {} : { code_verifier: verifier }),
    });
    if (given.kind !== "answered") return given;
    const who = await owner(outside, given.value.access);
    return mapAnswer(who, ({ account, name }) => ({ ...given.value, account, name }));
  },

  renew: async (outside, refresh) =>
    mapAnswer(
      await tokenFor(outside, { grant_type: "refresh_token", refresh_token: refresh }),
      (grant): Grant => ({ ...grant, refresh: grant.refresh ?? refresh }),
    ),

  check: async (outside, access) => {
    const who = await owner(outside, access);
    if (who.kind !== "answered") return who;
    const { account } = who.value;
    // Whoever may not read posts is refused too, but only by a version that lives.
    const probe = await callLinkedin(outside, {
      path: `rest/posts?author=${encodeURIComponent(authorOf(outside.settings, account))}&q=author&count=1`,
      token: access,
      answer: posts,
    });
    if (probe.kind === "refused" && probe.status === retired)
      return { kind: "answered", value: { account, warning: probe.error } };
    return { kind: "answered", value: { account, warning: await whyNotAuthor(outside, access) } };
  },
};

/** Who may write for a page (learn.microsoft.com, organization access control). */
const writers: ReadonlySet<string> = new Set(["ADMINISTRATOR", "CONTENT_ADMINISTRATOR"]);

/** Why nothing can be posted in the name of the page that is set; null: it can, nobody can tell, or none is set. */
async function whyNotAuthor(outside: Outside, access: string): Promise<string | null> {
  const { LINKEDIN_ORGANIZATION } = outside.settings;
  if (LINKEDIN_ORGANIZATION === undefined) return null;
  const page = authorOf(outside.settings, "");
  const seen = await callLinkedin(outside, {
    path: "rest/organizationAcls?q=roleAssignee&state=APPROVED&count=100",
    token: access,
    answer: roles,
  });
  if (seen.kind === "refused")
    return `whether it may write for ${page} can't be looked up (LINKEDIN_ORGANIZATION): ${seen.error}`;
  if (seen.kind !== "answered") return null;
  const may = seen.value.elements.some(
    ({ organization, role }) => organization === page && writers.has(role),
  );
  return may ? null : `it may not write for ${page}, which LINKEDIN_ORGANIZATION names`;
}

/** What a code, or a refresh token, is good for. It doesn't say whose it is. */
async function tokenFor(outside: Outside, words: Record<string, string>): Promise<CallOutcome<Grant>> {
  const { settings } = outside;
  const asked = outside.now();
  const given = await callService(outside, {
    service: linkedinSignIn,
    url: oauthUrl(settings, "v2/accessToken"),
    method: "POST",
    headers: {},
    body: new URLSearchParams({
      ...words,
      client_id: requireSetting(settings, "LINKEDIN_CLIENT_ID"),
      client_secret: requireSetting(settings, "LINKEDIN_CLIENT_SECRET"),
    }),
    answer: token,
    error: oauthError,
  });
  const endOf = (seconds: number | undefined): number | null =>
    seconds === undefined ? null : asked + seconds * 1000;
  return mapAnswer(given, (one) => ({
    account: "",
    name: "",
    access: one.access_token,
    expiresAt: endOf(one.expires_in),
    refresh: one.refresh_token ?? null,
    refreshExpiresAt: endOf(one.refresh_token_expires_in),
  }));
}

async function owner(
  outside: Outside,
  access: string,
): Promise<CallOutcome<{ account: string; name: string }>> {
  const who = await callService(outside, {
    service: linkedinAnswers,
    url: `${outside.settings.LINKEDIN_API_URL.replace(/\/+$/, "")}/v2/userinfo`,
    method: "GET",
    headers: { authorization: `Bearer ${access}` },
    answer: userinfo,
    error: apiError,
  });
  return mapAnswer(who, ({ sub, name }) => ({ account: `urn:li:person:${sub}`, name }));
}

function oauthUrl({ LINKEDIN_OAUTH_URL }: Outside["settings"], path: string): string {
  return `${LINKEDIN_OAUTH_URL.replace(/\/+$/, "")}/${path}`;
}
