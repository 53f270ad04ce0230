import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { placeOf } from "../../../shared/domain/target.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { action, caseOf, mail, newMark } from "./cases.ts";
import { sandbox } from "../support/slack.ts";
import { kindRules } from "../support/kind-rules.ts";

const spine = configuredSpine(env);

const minute = 60_000;

beforeEach(async () => {
  await sandbox("/mail/_sandbox/reset", {});
  await sandbox("/jira/_sandbox/reset", {});
});

describe("mail", () => {
  const one = caseOf("email_external");

  it("is refused in Resend's words", async () => {
    const wrong = configuredSpine({ ...env, MAIL_FROM: "nobody" });
    expect(await one.kind.apply(wrong, action(one, mail(newMark())))).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("Resend refused"),
    });
  });

  it("is neither sent again nor given up when Resend has forgotten the key", async () => {
    const old = action(one, mail(newMark()), Date.now() - 24 * 60 * minute);
    expect(await one.kind.reconcile(spine, old)).toMatchObject({ kind: "unclear" });
    expect(await one.kind.reconcile(spine, { ...old, firstSentAt: null })).toMatchObject({ kind: "unclear" });
  });

  it("is lost, not refused, while an earlier request under its key is under way", async () => {
    const busy = {
      statusCode: 409,
      name: "concurrent_idempotent_requests",
      message: "the first request is not through",
    };
    const busySpine = configuredSpine(env, { fetch: async () => Response.json(busy, { status: 409 }) });
    expect(await one.kind.apply(busySpine, action(one, mail(newMark())))).toMatchObject({ kind: "lost" });
  });

  it("is for stakeholders only when each address or its domain is listed", () => {
    const { kind } = caseOf("email_stakeholder");
    const verdict = (to: string[], stakeholders: string[]) =>
      kind.inspect({ to, subject: "s", text: "t" }, kindRules({ stakeholders }))?.outOfBounds;
    expect(verdict(["A@X.example", "b@y.example"], ["a@x.example", "@y.example"])).toBeNull();
    expect(verdict(["a@x.example", "b@y.example"], ["a@x.example"])).toContain("b@y.example");
    // A listed domain covers neither its subdomains nor names that end like it.
    expect(verdict(["a@sub.y.example"], ["@y.example"])).toContain("a@sub.y.example");
    expect(verdict(["a@notmy.example"], ["my.example", "@my.example"])).toContain("a@notmy.example");
    expect(verdict(["a@x.example"], [])).toContain("a@x.example");
  });

  it("is for the team only when each address is somebody's in PEOPLE: no domain is enough", () => {
    const { kind } = caseOf("email_internal");
    const verdict = (to: string[]) =>
      kind.inspect(
        { to, subject: "s", text: "t" },
        kindRules({ stakeholders: ["@x.example", "b@y.example"], people: ["a@x.example"] }),
      )?.outOfBounds;
    expect(verdict(["A@x.example"])).toBeNull();
    expect(verdict(["a@x.example", "b@y.example"])).toContain("b@y.example");
    expect(verdict(["c@x.example"])).toContain("c@x.example");
  });

  it.each([
    ["a subject of two lines", { to: ["a@x.example"], subject: "a\nBcc: b@y.example", text: "t" }],
    ["an address twice", { to: ["a@x.example", "A@x.example"], subject: "s", text: "t" }],
    ["no address", { to: [], subject: "s", text: "t" }],
    ["what is no address", { to: ["a"], subject: "s", text: "t" }],
    ["a hidden copy", { to: ["a@x.example"], subject: "s", text: "t", bcc: ["b@y.example"] }],
    ["a blank text", { to: ["a@x.example"], subject: "s", text: " \n" }],
  ])("takes no payload with %s", (_name, payload) => {
    expect(one.kind.inspect(payload, kindRules())).toBeNull();
  });

  it("has one target for the same people in any order, by what it is about; what counts for them is one", () => {
    const to = ["b@y.example", "A@x.example"];
    const target = one.kind.inspect({ to, subject: "s", text: "t" }, kindRules())?.target ?? "";
    expect([target, placeOf(target)]).toEqual([
      "mail:a@x.example,b@y.example/about: s",
      "mail:a@x.example,b@y.example",
    ]);
  });
});
