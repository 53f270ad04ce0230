import { and, eq, gt, isNull, lt } from "drizzle-orm";
import { sessionEndpoints } from "../../shared/api/session.ts";
import { sessions, signInCodes } from "../../shared/db/schema.ts";
import { sha256 } from "../../shared/platform/digest.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { newSecret } from "../../shared/platform/secret.ts";
import { record } from "../../shared/spine/record.ts";
import type { Caller } from "./caller.ts";
import { assertOwnPage } from "./origins.ts";
import { serve, servePublic, type Served } from "./serve.ts";
import { dropSession, keepSession } from "./session-cookie.ts";
import { iso, isoOrNull } from "./times.ts";

const codeMs = 60 * 60_000;

/** Signing in at the dashboard where Cloudflare Access doesn't stand before it. */
export const sessionApi = {
  get: serve(sessionEndpoints.get, async ({ caller }) => sessionView(caller)),
  link: serve(sessionEndpoints.link, async ({ spine, caller }) => {
    if (!spine.settings.SIGN_IN_LINKS)
      throw new SignalboxError("forbidden", "sign-in links are off here: SIGN_IN_LINKS is not true");
    // A session that could make its own successor would never end.
    if (caller.via !== "token")
      throw new SignalboxError("forbidden", "a sign-in link is made with an API token");
    const code = newSecret();
    const expiresAt = spine.now() + codeMs;
    await spine.db.batch([
      spine.db.delete(signInCodes).where(lt(signInCodes.expiresAt, spine.now())),
      spine.db
        .insert(signInCodes)
        .values({ codeSha256: await sha256(code), person: caller.person.id, expiresAt }),
    ]);
    return { code, expiresAt: iso(expiresAt) };
  }),
  open: servePublic(sessionEndpoints.open, async ({ c, spine, body: { code } }) => {
    assertOwnPage(c, spine);
    const now = spine.now();
    // The conditional update is what makes it one-time: of two at once, one gets the row.
    const used = await spine.db
      .update(signInCodes)
      .set({ usedAt: now })
      .where(
        and(
          eq(signInCodes.codeSha256, await sha256(code)),
          isNull(signInCodes.usedAt),
          gt(signInCodes.expiresAt, now),
        ),
      )
      .returning()
      .get();
    const person = used && spine.settings.PEOPLE.find((one) => one.id === used.person);
    if (!person || !spine.settings.SIGN_IN_LINKS)
      throw new SignalboxError("unauthorized", "this link has been used or is too old; make another one");
    const secret = newSecret();
    const secretSha256 = await sha256(secret);
    const expiresAt = now + spine.settings.SESSION_HOURS * 60 * 60_000;
    await record(
      spine,
      [
        {
          id: `session/${secretSha256.slice(0, 16)}`,
          at: now,
          taskId: null,
          type: "session.opened",
          summary: `${person.id} signed in at the dashboard`,
          data: { person: person.id, expiresAt },
        },
      ],
      [
        spine.db.delete(sessions).where(lt(sessions.expiresAt, now)),
        spine.db.insert(sessions).values({ secretSha256, person: person.id, createdAt: now, expiresAt }),
      ],
    );
    keepSession(c, secret, expiresAt);
    return c.json(sessionView({ person, via: "session", expiresAt }));
  }),
  close: servePublic(sessionEndpoints.close, async ({ c, spine }) => {
    assertOwnPage(c, spine);
    const secret = dropSession(c);
    if (secret !== undefined)
      await spine.db.delete(sessions).where(eq(sessions.secretSha256, await sha256(secret)));
    return c.json({ kind: "signed_out" });
  }),
} satisfies Record<keyof typeof sessionEndpoints, Served>;

function sessionView({ person: { id, name, role }, via, expiresAt }: Omit<Caller, "session">) {
  return { person: { id, name, role }, via, expiresAt: isoOrNull(expiresAt) };
}
