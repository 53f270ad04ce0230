import { html } from "hono/html";
import type { Context, Hono } from "hono";
import { z } from "zod";
import { type Html, peoplePage } from "../people-page.ts";
import type { TwinEnv } from "../twin.ts";
import type { Codes } from "./codes.ts";

/** Who may agree: members of a stand-in, by what it calls them. */
export type Members = Readonly<Record<string, { name: string }>>;

/** The page of a service on which somebody lets an app in. */
export interface Consent {
  title: string;
  /** Where it stands below the twin's prefix. */
  path: string;
  /** The service's color. */
  color: string;
  clientId: string;
  members: Members;
  codes: Codes;
  /** Whether it insists on PKCE. */
  pkce: boolean;
  /** How the service calls somebody's no. */
  refusal: string;
  /** What separates scopes. */
  between: string;
}

const request = z.object({
  response_type: z.literal("code"),
  client_id: z.string(),
  redirect_uri: z.url(),
  state: z.string().min(1),
  scope: z.string().min(1),
  code_challenge: z.string().length(43).optional(),
  code_challenge_method: z.literal("S256").optional(),
});
const decision = z.object({ decision: z.enum(["allow", "cancel"]), member: z.string().optional() });

/** Only our own pages on this machine are registered, each service's under its own name. */
const registered = /^http:\/\/(?:127\.0\.0\.1|localhost):\d+\/accounts\/\w+$/;

/**
 * Shows the page and takes the decision. What is wrong with the request itself is said there and sent nowhere: an address that
 * isn't registered gets nobody.
 */
export function consentPage(app: Hono<TwinEnv>, consent: Consent): void {
  app.get(consent.path, (c) => {
    const asked = askedOf(c, consent);
    return "wrong" in asked ? c.html(wrongPage(consent, asked.wrong), 400) : c.html(page(consent, asked));
  });
  app.post(consent.path, (c) => {
    const asked = askedOf(c, consent);
    if ("wrong" in asked) return c.html(wrongPage(consent, asked.wrong), 400);
    const answer = decision.parse(Object.fromEntries(new URLSearchParams(c.get("rawBody"))));
    const back = new URL(asked.redirect_uri);
    back.searchParams.set("state", asked.state);
    if (answer.decision === "cancel") {
      back.searchParams.set("error", consent.refusal);
      back.searchParams.set("error_description", "The user cancelled the authorization");
      return c.redirect(back.href, 302);
    }
    const [first = ""] = Object.keys(consent.members);
    const code = consent.codes.issue({
      clientId: asked.client_id,
      redirectUri: asked.redirect_uri,
      scopes: asked.scope.split(consent.between),
      owner: answer.member !== undefined && answer.member in consent.members ? answer.member : first,
      challenge: asked.code_challenge ?? null,
    });
    back.searchParams.set("code", code);
    return c.redirect(back.href, 302);
  });
}

type Asked = z.infer<typeof request>;

function askedOf(c: Context<TwinEnv>, { clientId, pkce }: Consent): Asked | { wrong: string } {
  const parsed = request.safeParse(c.req.query());
  if (!parsed.success) return { wrong: z.prettifyError(parsed.error) };
  const asked = parsed.data;
  if (asked.client_id !== clientId) return { wrong: "The passed in client_id is invalid" };
  if (!registered.test(asked.redirect_uri))
    return { wrong: "The redirect_uri does not match the registered value" };
  if (pkce !== (asked.code_challenge !== undefined)) return { wrong: "A code_challenge was expected or not" };
  return asked;
}

function page({ title, color, members }: Consent, asked: Asked): Html {
  return peoplePage(`Sign in to ${title}`, `A sandbox: ${title} is played.`, [
    html`<article aria-labelledby="ask">
      <h2 id="ask">Signalbox would like to</h2>
      <ul>
        ${asked.scope.split(/[ ,]/).map((one) => html`<li><code>${one}</code></li>`)}
      </ul>
      <form method="post">
        <label
          >as
          <select name="member">
            ${Object.entries(members).map(([id, { name }]) => html`<option value="${id}">${name}</option>`)}
          </select></label
        >
        <button name="decision" value="allow" style="background:${color};color:#fff;border-color:${color}">
          Allow
        </button>
        <button name="decision" value="cancel">Cancel</button>
      </form>
      <p class="note">You will be sent back to ${new URL(asked.redirect_uri).host}.</p>
    </article>`,
  ]);
}

function wrongPage({ title }: Consent, wrong: string): Html {
  return peoplePage(`${title}: bummer, something went wrong`, `A sandbox: ${title} is played.`, [
    html`<article><p class="text">${wrong}</p></article>`,
  ]);
}
