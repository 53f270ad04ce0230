import { env, exports } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { lookAtMailbox } from "../../../shared/jobs/editorial/mail/look-at-mailbox.ts";
import { wantLook } from "../../../shared/jobs/editorial/mail/mailbox-lease.ts";
import { app } from "../../../workers/app.ts";
import { onEmail } from "../../../workers/email.ts";
import { recorded, writeMail } from "../support/gmail.ts";
import { sandbox } from "../support/slack.ts";
import { spine, unique } from "../support/spine.ts";
import { signalRow } from "../support/webhooks.ts";

const mailbox = env.GMAIL_MAILBOXES;
const address = "http://signalbox.test/webhooks/gmail";
const quiet = { headers: "Auto-Submitted: auto-generated" };

interface Push {
  body: string;
  headers: Record<string, string>;
}
const push = async (over: object = {}): Promise<Push> => {
  const { historyId } = await sandbox<{ historyId: number }>(`/gmail/_people/mailbox?mailbox=${mailbox}`);
  return sandbox("/gmail/_people/push", { mailbox, historyId, audience: env.GMAIL_PUSH_AUDIENCE, ...over });
};
const send = async ({ body, headers }: Push): Promise<{ status: number; text: string }> => {
  const response = await exports.default.fetch(address, { method: "POST", body, headers });
  return { status: response.status, text: await response.text() };
};

beforeAll(async () => {
  await wantLook(spine, mailbox);
  await lookAtMailbox(spine, mailbox);
});

describe("the door for Gmail's pushes", () => {
  it("leads to each mail once, though pushes come twice and in the wrong order", async () => {
    await writeMail(mailbox, { subject: "First", ...quiet });
    const first = await push();
    await writeMail(mailbox, { subject: "Second", ...quiet });
    const second = await push();
    const answers = [await send(second), await send(first), await send(second)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers[2]?.text).toContain("duplicate");
    await vi.waitFor(
      async () =>
        expect((await recorded(mailbox)).map(({ mail }) => mail.subject)).toEqual(["First", "Second"]),
      { timeout: 10_000 },
    );
  });

  it.each([
    ["for another endpoint", { aud: "https://elsewhere.example/webhooks/gmail" }],
    ["of another issuer", { iss: "https://accounts.evil.example" }],
    ["of another account", { email: "somebody@sandbox-project.iam.gserviceaccount.com" }],
    ["of an account that nobody has verified", { email_verified: false }],
    ["that has run out", { exp: 1_700_000_000 }],
  ])("lets in no token %s", async (_which, claims) => {
    const mark = Number(`9${Math.floor(Math.random() * 1e9)}`);
    const { status } = await send(await push({ historyId: mark, claims }));
    expect(status).toBe(401);
    expect(await signalRow(`gmail:${mailbox}:${mark}`)).toBeNull();
  });

  it("lets in nothing without a token, with another signature, or while it isn't set up", async () => {
    const { body, headers } = await push();
    expect((await send({ body, headers: {} })).status).toBe(401);
    const bearer = headers["authorization"] ?? "";
    const other = { ...headers, authorization: `${bearer.slice(0, -8)}AAAAAAAA` };
    expect((await send({ body, headers: other })).status).toBe(401);
    const request = new Request(address, { method: "POST", body, headers });
    expect((await app.fetch(request, { ...env, GMAIL_PUSH_ACCOUNT: "" })).status).toBe(503);
  });

  it("takes no word of a mailbox that isn't ours, and nothing that Gmail doesn't send", async () => {
    const stranger = await send(await push({ mailbox: "boss@signalbox.example" }));
    expect(stranger).toMatchObject({ status: 200, text: expect.stringContaining("ignored") });
    const { headers } = await push();
    for (const data of ["bm90aGluZw==", "", btoa('{"emailAddress":1}')]) {
      const body = JSON.stringify({ message: { data, messageId: "1" }, subscription: "s" });
      expect((await send({ body, headers })).status).toBe(400);
    }
  });
});

describe("mail by Email Routing", () => {
  const arriving = (raw: string, rawSize = raw.length) => {
    const rejected: string[] = [];
    const message = {
      to: "Desk@signalbox.example",
      rawSize,
      raw: new Response(raw).body ?? expect.fail("no body"),
      setReject: (reason: string) => void rejected.push(reason),
    };
    return { rejected, message };
  };
  const mailOf = (id: string, from = "Ada <ada@client.example>", head = "Auto-Submitted: auto-generated") =>
    `${head}\r\nFrom: ${from}\r\nTo: desk@signalbox.example\r\nSubject: Routed\r\nMessage-ID: <${id}@client.example>\r\n\r\nHello.`;

  it("is the same as any other, and once", async () => {
    const id = unique();
    for (let n = 0; n < 2; n++) await onEmail(arriving(mailOf(id)).message, env);
    const found = await signalRow(`mail:desk@signalbox.example:<${id}@client.example>`);
    expect(found).toMatchObject({ kind: "mail.received", provenance: "external", status: "dropped" });
  });

  it("is sent back with the reason when it is too large", async () => {
    const { message, rejected } = arriving("From: a@b.example\r\n\r\n", 30_000_000);
    await onEmail(message, env);
    expect(rejected).toEqual([expect.stringContaining("30000000 bytes")]);
  });

  it("is from one of our people only where a server is trusted that says so", async () => {
    const from = "Maya <maya@signalbox.example>";
    const word =
      "Authentication-Results: mx.cloudflare.net; dmarc=pass header.from=signalbox.example\r\nAuto-Submitted: auto-generated";
    const [plain, trusted] = [unique(), unique()];
    await onEmail(arriving(mailOf(plain, from, word)).message, env);
    await onEmail(arriving(mailOf(trusted, from, word)).message, {
      ...env,
      EMAIL_AUTHSERV: "mx.cloudflare.net",
    });
    const of = async (id: string) =>
      (await signalRow(`mail:desk@signalbox.example:<${id}@client.example>`))?.provenance;
    expect(await of(plain)).toBe("external");
    expect(await of(trusted)).toBe("operator");
  });
});
