import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { action, cases, newMark } from "./cases.ts";
import { faults, sandbox } from "../support/slack.ts";
import { kindRules } from "../support/kind-rules.ts";

const spine = configuredSpine(env);

const minute = 60_000;

beforeEach(async () => {
  await sandbox("/mail/_sandbox/reset", {});
  await sandbox("/jira/_sandbox/reset", {});
});

describe.each(cases)("$name", (one) => {
  const { kind, service, path, match, target, effects } = one;

  it("happens, and is about the target that its payload has", async () => {
    const mark = newMark();
    const payload = one.payload(mark);
    expect(kind.service).toBe(service);
    expect(
      kind.inspect(
        payload,
        kindRules({ stakeholders: ["@partner.example"], people: ["maya@partner.example"] }),
      ),
    ).toMatchObject({
      target: expect.stringContaining(target),
      outOfBounds: null,
    });
    expect(await kind.apply(spine, action(one, payload))).toMatchObject({ kind: "applied" });
    expect(await effects(mark)).toBe(1);
  });

  it("happens once when the answer is lost after it happened", async () => {
    const mark = newMark();
    const act = action(one, one.payload(mark));
    await faults(service, { path, match: match(mark), drop: true });
    expect(await kind.apply(spine, act)).toMatchObject({ kind: "lost" });
    expect(await effects(mark)).toBe(1);
    const seen = await kind.reconcile(spine, act);
    // A mail can't be looked for: it is sent again, under the same key.
    if (service === "mail") {
      expect(seen).toEqual({ kind: "repeatable" });
      expect(await kind.apply(spine, act)).toMatchObject({ kind: "applied" });
    } else {
      expect(seen).toMatchObject({ kind: "found" });
    }
    expect(await effects(mark)).toBe(1);
  });

  it("gives what it found the same result as what it did", async () => {
    const act = action(one, one.payload(newMark()));
    const done = await kind.apply(spine, act);
    const again = service === "mail" ? await kind.apply(spine, act) : await kind.reconcile(spine, act);
    expect("result" in again && again.result).toEqual("result" in done && done.result);
  });

  it("has not happened and says when to come back at 429", async () => {
    const mark = newMark();
    await faults(service, { path, match: match(mark), status: 429, retryAfter: 7 });
    expect(await kind.apply(spine, action(one, one.payload(mark)))).toMatchObject({
      kind: "not_applied",
      afterMs: 7000,
    });
    expect(await effects(mark)).toBe(0);
  });

  it("is lost at 500, is looked for in vain, and then happens", async () => {
    const mark = newMark();
    const act = action(one, one.payload(mark), Date.now() - minute);
    await faults(service, { path, match: match(mark), status: 500 });
    expect(await kind.apply(spine, act)).toMatchObject({ kind: "lost" });
    expect(await kind.reconcile(spine, act)).toEqual({ kind: service === "mail" ? "repeatable" : "absent" });
    expect(await kind.apply(spine, act)).toMatchObject({ kind: "applied" });
    expect(await effects(mark)).toBe(1);
  });

  it("is refused with the service's status when the service gives no reason", async () => {
    const mark = newMark();
    await faults(service, { path, match: match(mark), status: 403 });
    expect(await kind.apply(spine, action(one, one.payload(mark)))).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("403"),
    });
    expect(await effects(mark)).toBe(0);
  });

  it("needs its setting, and says which", async () => {
    const poor = configuredSpine({ ...env, RESEND_API_KEY: "", JIRA_API_TOKEN: "" });
    await expect(kind.apply(poor, action(one, one.payload(newMark())))).rejects.toThrow(
      service === "mail" ? "RESEND_API_KEY" : "JIRA_API_TOKEN",
    );
  });
});
