import { describe, expect, it } from "vitest";
import { refusalOf, refused } from "../../../../shared/integrations/slack/refusal.ts";

describe("what Slack refuses a message for", () => {
  it.each([
    ["is_deleted", "channel"],
    ["messages_tab_disabled", "channel"],
    ["user_disabled", "channel"],
    ["no_text", "form"],
    ["metadata_too_large", "form"],
    ["not_allowed_token_type", "access"],
    ["ekm_access_denied", "access"],
  ])("is told with what to mend: %s", (code, trouble) => {
    const refusal = refusalOf(`notice: ${refused(code)}`);
    expect(refusal).toMatchObject({ trouble, reason: expect.stringContaining(`(${code})`) });
    expect(refusal.reason).not.toContain("Slack refused");
    expect(refusal.mend).not.toBe("");
  });

  it("is told as it is where nobody knows it, also by a name that objects have", () => {
    for (const code of ["brand_new_error", "constructor"])
      expect(refusalOf(refused(code)).reason).toBe(`Slack refused: ${code}`);
  });
});
