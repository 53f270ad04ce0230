import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, sha256 } from "../../../shared/platform/digest.ts";
import { settingsOf } from "../../../shared/platform/settings.ts";

describe("canonical JSON", () => {
  it("has the same bytes whatever order the fields came in, and reads back the same", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const shuffled = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("differs when anything differs", async () => {
    expect(await sha256(canonicalJson({ a: "1" }))).not.toBe(await sha256(canonicalJson({ a: 1 })));
    expect(await sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});

describe("settings", () => {
  const right = {
    ANTHROPIC_BASE_URL: "https://api.anthropic.com",
    SLACK_API_URL: "https://slack.com/api/",
    BLOG_URL: "https://blog.example.com",
    INTENT_CONFIDENCE_THRESHOLD: "0.7",
    LLM_DAILY_BUDGET_USD: "5",
    WATCHDOG_SECONDS: "60",
  };

  it("name what is wrong, without its value", () => {
    const secretive = { ...right, LLM_DAILY_BUDGET_USD: "hunter2", SLACK_APPROVERS: "maya" };
    expect(() => settingsOf(secretive)).toThrow(
      /LLM_DAILY_BUDGET_USD.*SLACK_APPROVERS|SLACK_APPROVERS.*LLM_DAILY_BUDGET_USD/,
    );
    expect(() => settingsOf(secretive)).not.toThrow(/hunter2/);
  });

  it("count an empty value as absent", () => {
    expect(settingsOf({ ...right, API_TOKEN: "  ", SLACK_APPROVERS: "" })).toMatchObject({
      API_TOKEN: undefined,
      SLACK_APPROVERS: [],
    });
  });
});
