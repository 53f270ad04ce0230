import { describe, expect, it } from "vitest";
import { localSettings } from "../../../scripts/stack/settings.ts";

const ports = { worker: 1, sandbox: 2, blog: 3, dashboard: 4, executor: 5 };

describe("the local settings", () => {
  it("are all sandbox without .dev.vars", () => {
    const { values, services } = localSettings("", ports, "token");
    expect(values["ANTHROPIC_BASE_URL"]).toBe("http://127.0.0.1:2/anthropic");
    expect(new Set(Object.values(services))).toEqual(new Set(["sandbox"]));
  });

  it("use a real service where there is a real key, and only there", () => {
    const { values, services } = localSettings(
      "ANTHROPIC_API_KEY=sk-real\nSLACK_BOT_TOKEN=\n",
      ports,
      "token",
    );
    expect(values).toMatchObject({
      ANTHROPIC_API_KEY: "sk-real",
      ANTHROPIC_BASE_URL: "https://api.anthropic.com",
      SLACK_BOT_TOKEN: "xoxb-sandbox",
    });
    expect(services).toMatchObject({ Claude: "real", Slack: "sandbox" });
  });

  it("give real Slack none of the sandbox's people", () => {
    const { values } = localSettings("SLACK_BOT_TOKEN=xoxb-1\nSLACK_SIGNING_SECRET=s", ports, "t");
    const people: { id: string }[] = JSON.parse(values["PEOPLE"] ?? "");
    expect(people.map((person) => person.id)).toEqual(["you"]);
  });

  it("say what is missing for real Slack", () => {
    expect(() => localSettings("SLACK_BOT_TOKEN=xoxb-1", ports, "t")).toThrow("SLACK_SIGNING_SECRET");
  });
});
