import { describe, expect, it } from "vitest";
import { devVarLine } from "../../../scripts/stack/dev-vars.ts";

describe("a line of the Worker's env file", () => {
  it("carries JSON as it is, in quotes that it doesn't have", () => {
    expect(devVarLine("PEOPLE", '[{"id":"maya"}]')).toBe(`PEOPLE='[{"id":"maya"}]'\n`);
    expect(devVarLine("PEOPLE", '[{"name":"O\'Hara"}]')).toBe(`PEOPLE=\`[{"name":"O'Hara"}]\`\n`);
  });

  it("is refused by name when no quotes are left", () => {
    expect(() => devVarLine("RULES", "'`\"")).toThrow("RULES");
  });
});
