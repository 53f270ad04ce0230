import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { setAutonomy } from "../../../shared/spine/autonomy.ts";
import { changeApproval } from "../../../shared/spine/change-approval.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { decide } from "../../../shared/spine/decide.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { applied, sandbox } from "../support/slack.ts";
import {
  heldMail,
  hour,
  mailOut,
  mailTo,
  proposeOne,
  spine,
  spineAt,
  unique,
  withRules,
  yes,
} from "../support/spine.ts";

describe("at the moment of applying, everything is looked at again", () => {
  it("the age of the yes", async () => {
    const one = await mailOut();
    await decide(spine, yes(one, "maya"));
    expect(await perform(spineAt(25 * hour), one.actionId)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("older than the 24 hours"),
    });
  });

  it("the policy", async () => {
    const one = await mailOut();
    await decide(spine, yes(one, "maya"));
    const stricter = withRules({ twoPeople: ["email_external"] });
    expect(await perform(stricter, one.actionId)).toMatchObject({
      kind: "failed",
      reason: "policy now asks for 2 people",
    });
    expect(await applied("mail", "/emails", one.mark)).toHaveLength(0);
  });

  it("the autonomy that let it happen without a person", async () => {
    const { actionId, approvalId, mark } = await heldMail(60_000);
    await changeApproval(spineAt(61_000), approvalId, { kind: "release" });
    const change = { project: "default", kind: "email_stakeholder", by: "you", reason: "to see" };
    await setAutonomy(spine, { ...change, level: 1 });
    expect(await perform(spine, actionId)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("policy now says approval"),
    });
    expect(await applied("mail", "/emails", mark)).toHaveLength(0);
    await setAutonomy(spine, { ...change, level: 3 });
  });

  it("the deadline", async () => {
    const mark = unique();
    const one = await proposeOne({
      kind: "email_external",
      payload: mailTo(`${mark}@outside.example`, mark),
      deadline: Date.now() + hour,
    });
    await decide(spine, yes({ approvalId: one.approval?.id ?? "", digest: one.digest }, "maya"));
    expect(await perform(spineAt(2 * hour), one.actionId)).toMatchObject({
      kind: "failed",
      reason: "its deadline has passed",
    });
  });

  it("the settings: what can't be sent is refused with the setting's name, and not sent later", async () => {
    const one = await mailOut();
    await decide(spine, yes(one, "maya"));
    const unset = configuredSpine({ ...env, RESEND_API_KEY: "" });
    expect(await perform(unset, one.actionId)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("RESEND_API_KEY"),
    });
    expect(await perform(spineAt(hour), one.actionId)).toMatchObject({ kind: "failed" });
    expect(await applied("mail", "/emails", one.mark)).toHaveLength(0);
  });

  it("the money", async () => {
    const one = await mailOut();
    await decide(spine, yes(one, "maya"));
    const poor = configuredSpine({ ...env, LLM_TASK_BUDGET_USD: "0.0001" });
    expect(await perform(poor, one.actionId)).toMatchObject({ kind: "paused", until: null });
    expect(await perform(spine, one.actionId)).toMatchObject({ kind: "done" });
    const { mails } = await sandbox<{ mails: { subject: string }[] }>("/mail/_people/mails");
    expect(mails.filter((mail) => mail.subject === one.mark)).toHaveLength(1);
  });
});
