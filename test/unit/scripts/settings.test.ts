import { describe, expect, it } from "vitest";
import { localSettings } from "../../../scripts/stack/settings.ts";
import { unknownNames } from "../../../scripts/stack/unknown-names.ts";

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

  it("keep whoever has started it beside the people of .dev.vars, whatever their names", () => {
    const people = (given: string): { id: string }[] =>
      JSON.parse(localSettings(`PEOPLE='${given}'`, ports, "t").values["PEOPLE"] ?? "");
    const maya = { id: "maya", name: "Maya", role: "approver" };
    expect(people(JSON.stringify([maya]))).toEqual([
      expect.objectContaining({ id: "you", tokenSha256: expect.any(String) }),
      maya,
    ]);
    const ids = people(JSON.stringify([{ ...maya, id: "You" }])).map(({ id }) => id);
    expect(ids).toEqual(["local-you", "You"]);
    expect(() => people("maya")).toThrow("PEOPLE in .dev.vars must be JSON");
    expect(() => people('{"id":"maya"}')).toThrow("PEOPLE in .dev.vars must be a list of people");
  });

  it("that nobody reads are told with the likely right name", () => {
    const env = { DASHBORAD_PORT: "1", PATH: "/bin", GITHUB_TOKEN: "x", SENTRY_DSN: "y", PORT: "2" };
    expect(unknownNames("SLACK_BOT_TOKN=a\nJIRA_URL=b\nMY_OWN=c\n", env)).toEqual([
      ".dev.vars: MY_OWN is no setting (see .dev.vars.example)",
      ".dev.vars: SLACK_BOT_TOKN: did you mean SLACK_BOT_TOKEN?",
      "environment: DASHBORAD_PORT: did you mean DASHBOARD_PORT?",
    ]);
  });

  it("tell of what others call a setting by its right name, and nothing where that is anybody's guess", () => {
    const told = unknownNames(
      "SLACK_TOKEN=a\nCLAUDE_KEY=b\nJIRA_HOST=c\nGITHUB_PRIVATE_KEY=d\nGITHUB_TOKEN=e\n",
      {
        SLACK_TOKEN: "another program's",
      },
    );
    expect(told).toEqual(
      expect.arrayContaining([
        ".dev.vars: SLACK_TOKEN: did you mean SLACK_BOT_TOKEN?",
        ".dev.vars: CLAUDE_KEY: did you mean ANTHROPIC_API_KEY?",
        ".dev.vars: JIRA_HOST: did you mean JIRA_URL?",
        ".dev.vars: GITHUB_PRIVATE_KEY: did you mean GITHUB_APP_KEY?",
        ".dev.vars: GITHUB_TOKEN is no setting (see .dev.vars.example)",
      ]),
    );
    expect(told).toHaveLength(5);
  });

  it("say what is missing for real Slack", () => {
    expect(() => localSettings("SLACK_BOT_TOKEN=xoxb-1", ports, "t")).toThrow("SLACK_SIGNING_SECRET");
  });
});
