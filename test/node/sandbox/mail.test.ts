import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createMailTwin } from "../../../sandbox/mail/twin.ts";

let now: number;
let twin: ReturnType<typeof createMailTwin>;
beforeEach(() => {
  now = 1_000_000;
  twin = createMailTwin(() => now);
});

const hello = {
  from: "Crew <crew@signalbox.example>",
  to: ["maya@b.example"],
  subject: "Hello",
  text: "Hi Maya",
};
const bearer = { authorization: "Bearer re_1" };
const send = async (mail: object, headers: Record<string, string> = {}) =>
  twin.app.request("/emails", {
    method: "POST",
    body: JSON.stringify(mail),
    headers: { ...bearer, ...headers },
  });
const sent = async () =>
  z
    .object({ mails: z.array(z.looseObject({ id: z.string(), subject: z.string() })) })
    .parse(await (await twin.app.request("/_people/mails")).json()).mails;
const idOf = async (response: Response) => z.object({ id: z.string() }).parse(await response.json()).id;

describe("the stand-in for Resend", () => {
  it("accepts a mail and shows it by its id and to people, newest first", async () => {
    const id = await idOf(await send(hello));
    await send({ ...hello, to: "lena@b.example", subject: "Later" });
    const got = await twin.app.request(`/emails/${id}`, { headers: bearer });
    expect(await got.json()).toMatchObject({ object: "email", id, to: hello.to, text: "Hi Maya" });
    expect((await sent()).map((mail) => mail.subject)).toEqual(["Later", "Hello"]);
    const page = await (await twin.app.request("/")).text();
    expect(page).toContain("nothing was really sent");
    expect(page.indexOf("Later")).toBeLessThan(page.indexOf("Hello"));
  });

  it("shows a mail's markup as text", async () => {
    await send({ ...hello, subject: "<script>alert(1)</script>", text: '<img src="x">' });
    const page = await (await twin.app.request("/")).text();
    expect(page).toContain("&lt;script&gt;");
    expect(page).not.toMatch(/<script>|<img/);
  });

  it("sends once under a key for a day, and refuses the key for another mail", async () => {
    const key = { "idempotency-key": "action-1" };
    const id = await idOf(await send(hello, key));
    now += 23 * 3_600_000;
    expect(await idOf(await send(hello, key))).toBe(id);
    const other = await send({ ...hello, subject: "Other" }, key);
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ statusCode: 409, name: "invalid_idempotent_request" });
    expect(await sent()).toHaveLength(1);
    now += 2 * 3_600_000;
    expect(await idOf(await send(hello, key))).not.toBe(id);
    expect(await sent()).toHaveLength(2);
  });

  it("sends from a domain that was verified, and from no other", async () => {
    const unverified = await send({ ...hello, from: "Crew <crew@a.example>" });
    expect(unverified.status).toBe(403);
    expect(await unverified.json()).toMatchObject({
      name: "validation_error",
      message: expect.stringContaining("a.example"),
    });
    await twin.app.request("/_people/domains", {
      method: "POST",
      body: JSON.stringify({ verified: ["a.example"] }),
    });
    expect((await send({ ...hello, from: "crew@a.example" })).status).toBe(200);
    expect(await sent()).toHaveLength(1);
  });

  it.each([
    ["an unknown field", { ...hello, reply: "x" }, {}, 422, "validation_error"],
    ["no recipient", { ...hello, to: [] }, {}, 422, "validation_error"],
    ["a sender that is no address", { ...hello, from: "Crew" }, {}, 422, "validation_error"],
    ["neither text nor HTML", { ...hello, text: undefined }, {}, 422, "validation_error"],
    ["a key that is too long", hello, { "idempotency-key": "k".repeat(257) }, 400, "invalid_idempotency_key"],
    ["no API key", hello, { authorization: "" }, 401, "missing_api_key"],
    ["a key of another service", hello, { authorization: "Bearer xoxb-1" }, 403, "invalid_api_key"],
  ])("refuses %s in Resend's form", async (_name, mail, headers, status, name) => {
    const answer = await send(mail, headers);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ statusCode: status, name, message: expect.any(String) });
    expect(await sent()).toEqual([]);
  });

  it("refuses a body that is no JSON, and knows no mail that was never sent", async () => {
    const broken = await twin.app.request("/emails", { method: "POST", body: "{", headers: bearer });
    expect(broken.status).toBe(422);
    expect((await twin.app.request("/emails/none", { headers: bearer })).status).toBe(404);
    expect((await twin.app.request("/emails/none")).status).toBe(401);
  });

  it("remembers mails and keys over a restart, and forgets them on reset", async () => {
    const key = { "idempotency-key": "action-1" };
    const id = await idOf(await send(hello, key));
    const snapshot: unknown = JSON.parse(JSON.stringify(twin.snapshot()));
    twin = createMailTwin(() => now);
    twin.restore(snapshot);
    expect(await idOf(await send(hello, key))).toBe(id);
    twin.restore({ mails: "nonsense" });
    expect(await sent()).toHaveLength(1);
    await twin.app.request("/_sandbox/reset", { method: "POST" });
    expect(await sent()).toEqual([]);
  });
});
