import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { sealActionKind } from "../../../shared/spine/action-kind.ts";
import { sentryResolve } from "../../../shared/actions/sentry-resolve.ts";
import { sentryClient } from "../../../shared/integrations/sentry/client.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { approvedAction } from "../support/github.ts";
import { applied, faults, sandbox } from "../support/slack.ts";
import { spine } from "../support/spine.ts";
import { kindRules } from "../support/kind-rules.ts";

const resolve = sealActionKind(sentryResolve);
const sentry = sentryClient(spine);

interface SandboxIssue {
  id: string;
  shortId: string;
  status: string;
  inNextRelease: boolean;
}
const issueOf = async (shortId: string): Promise<SandboxIssue> => {
  const { issues } = await sandbox<{ issues: SandboxIssue[] }>("/sentry/_people/issues");
  const found = issues.find((one) => one.shortId === shortId);
  if (!found) throw new Error(`no issue ${shortId}`);
  return found;
};
const payloadFor = async (shortId: string) => ({
  organization: "acme",
  issueId: (await issueOf(shortId)).id,
});
const writes = async () => applied("sentry", "/issues/", "resolvedInNextRelease");

beforeEach(async () => {
  await sandbox("/sentry/_sandbox/reset", {});
});

describe("what is read from Sentry", () => {
  it("is an issue with its numbers", async () => {
    const { issueId } = await payloadFor("CHECKOUT-1");
    expect(await sentry.issue(issueId)).toMatchObject({
      kind: "answered",
      value: { shortId: "CHECKOUT-1", project: "checkout", events: 214, users: 37, status: "unresolved" },
    });
  });

  it("are its newest events, each with its calls, innermost first, and what was so", async () => {
    const events = await sentry.newestEvents((await payloadFor("CHECKOUT-1")).issueId);
    if (events.kind !== "answered") throw new Error(events.error);
    expect(events.value).toHaveLength(3);
    const [latest] = events.value;
    expect(latest?.errors[0]).toMatchObject({ type: "TypeError" });
    expect(latest?.errors[0]?.frames.slice(0, 2)).toMatchObject([
      { file: "/srv/checkout/src/cart.js", line: 38, function: null, inApp: true },
      { function: "Array.reduce", inApp: false },
    ]);
    expect(latest?.errors[0]?.frames[0]?.source).toContain("cents");
    expect(latest?.request).toMatchObject({ method: "POST" });
    expect(latest?.breadcrumbs.map(({ category }) => category)).toEqual(["console", "http"]);
  });

  it("are the unresolved issues of a project", async () => {
    const names = async () => {
      const seen = await sentry.unresolved("checkout");
      return seen.kind === "answered" ? seen.value.map(({ shortId }) => shortId) : seen.error;
    };
    expect(await names()).toContain("CHECKOUT-1");
    expect(await names()).not.toContain("CALENDAR-1");
    await resolve.apply(spine, approvedAction(await payloadFor("CHECKOUT-1")));
    expect(await names()).not.toContain("CHECKOUT-1");
  });
});

describe("resolving an issue in Sentry", () => {
  it("is for the next release, and is found with the same result", async () => {
    const action = approvedAction(await payloadFor("CHECKOUT-1"));
    expect(await resolve.reconcile(spine, action)).toEqual({ kind: "absent" });
    const done = await resolve.apply(spine, action);
    expect(done).toMatchObject({ kind: "applied", result: { issue: "CHECKOUT-1" } });
    expect(await issueOf("CHECKOUT-1")).toMatchObject({ status: "resolved", inNextRelease: true });
    expect(await resolve.reconcile(spine, action)).toEqual({
      kind: "found",
      result: "result" in done && done.result,
    });
  });

  it("happens once, as a second time would mean a later release", async () => {
    const action = approvedAction(await payloadFor("CHECKOUT-1"));
    await resolve.apply(spine, action);
    expect(await resolve.apply(spine, action)).toMatchObject({ kind: "applied" });
    expect(await writes()).toHaveLength(1);
  });

  it("is looked for when the answer is lost", async () => {
    const action = approvedAction(await payloadFor("CHECKOUT-1"));
    await faults("sentry", { path: "/issues/", match: "resolvedInNextRelease", drop: true });
    expect(await resolve.apply(spine, action)).toMatchObject({ kind: "lost" });
    expect(await resolve.reconcile(spine, action)).toMatchObject({ kind: "found" });
    await faults("sentry", { path: "/issues/", status: 500 });
    expect(await resolve.reconcile(spine, action)).toMatchObject({ kind: "unseen" });
    expect(await writes()).toHaveLength(1);
  });

  it("has not happened at 429, and is refused in Sentry's words", async () => {
    const action = approvedAction(await payloadFor("CHECKOUT-1"));
    await faults("sentry", { path: "/issues/", match: "resolvedInNextRelease", status: 429, retryAfter: 3 });
    expect(await resolve.apply(spine, action)).toMatchObject({ kind: "not_applied", afterMs: 3000 });
    expect(await issueOf("CHECKOUT-1")).toMatchObject({ status: "unresolved" });
    expect(await resolve.apply(spine, approvedAction({ organization: "other", issueId: "1" }))).toMatchObject(
      { kind: "refused", error: "Sentry refused: The requested resource does not exist" },
    );
  });

  it.each([
    ["an issue that leads elsewhere", { issueId: "../1" }],
    ["an organization that leads elsewhere", { organization: "acme/x" }],
  ])("takes no payload with %s", (_name, wrong) => {
    const payload = { organization: "acme", issueId: "5001" };
    expect(resolve.inspect(payload, kindRules())?.target).toBe("sentry:acme/5001");
    expect(resolve.inspect({ ...payload, ...wrong }, kindRules())).toBeNull();
  });

  it("needs its token, and says so", async () => {
    const poor = configuredSpine({ ...env, SENTRY_AUTH_TOKEN: "" });
    await expect(resolve.apply(poor, approvedAction({ organization: "acme", issueId: "1" }))).rejects.toThrow(
      "SENTRY_AUTH_TOKEN",
    );
  });
});
