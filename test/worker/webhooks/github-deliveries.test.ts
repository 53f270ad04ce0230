import { describe, expect, it } from "vitest";
import {
  deliver,
  forgeries,
  postHook,
  postWithoutSecret,
  signalIdOf,
  signalRow,
  whyIgnored,
} from "../support/webhooks.ts";
import { repository, labelled, send } from "./github-payloads.ts";

describe("a delivery of GitHub", () => {
  it("records a delivery once", async () => {
    const delivery = crypto.randomUUID();
    const headers = { "x-github-event": "issues" };
    const all = await Promise.all(
      [1, 2, 3].map(async () => deliver("github", labelled(), delivery, headers)),
    );
    expect(all.map(({ signal }) => signal).toSorted()).toEqual(["duplicate", "duplicate", "queued"]);
  });

  it("answers what it doesn't read with 200, and keeps why", async () => {
    for (const [event, payload] of [
      ["ping", { zen: "Keep it logically awesome.", hook_id: 1 }],
      ["push", { ref: "refs/heads/main", repository }],
      ["issues", { ...labelled(), action: "opened" }],
      ["toString", {}],
    ] as const) {
      const { id, status, signal } = await send(event, payload);
      expect({ status, signal }).toEqual({ status: 200, signal: "ignored" });
      expect(await whyIgnored(id)).toContain(`nothing is read from ${event}.`);
    }
  });

  it("refuses with 401 whoever doesn't prove to be GitHub, and records nothing", async () => {
    const id = crypto.randomUUID();
    const body = JSON.stringify(labelled());
    for (const [how, headers] of Object.entries(await forgeries("github", body, id)))
      expect((await postHook("github", body, { ...headers, "x-github-event": "issues" })).status, how).toBe(
        401,
      );
    expect(await signalRow(await signalIdOf("github", body))).toBeNull();
  });

  it("fails closed with 503 without its secret, and names the setting", async () => {
    const response = await postWithoutSecret("github", "{}", "any");
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("GITHUB_WEBHOOK_SECRET");
  });

  it("answers 400 with the reason to what isn't GitHub's", async () => {
    expect(await deliver("github", "{not json", crypto.randomUUID())).toMatchObject({ status: 400 });
    expect((await send("issues", { action: "labeled" })).text).toContain("repository");
  });
});
