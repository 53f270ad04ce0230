import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillTemplate, nameProblem } from "../../../../shared/domain/delivery/fill-template.ts";

const template = new Map([
  ["package.json", '{ "name": "{{name}}", "description": "{{description}}" }'],
  [".github/workflows/ci.yml", "group: ${{ github.ref }}"],
]);

describe("filling a template", () => {
  it("leaves JSON that says the name, whatever the description is", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff)), (units) => {
        const description = String.fromCharCode(...units);
        const filled = fillTemplate(template, { name: "shop-2", description }).get("package.json") ?? "";
        expect(JSON.parse(filled)).toMatchObject({ name: "shop-2" });
      }),
    );
  });

  it("fills no word into another, and leaves a workflow's own braces", () => {
    const filled = fillTemplate(template, { name: "shop", description: "a {{name}} of $& things" });
    expect(JSON.parse(filled.get("package.json") ?? "").description).toBe("a name of $ things");
    expect(filled.get(".github/workflows/ci.yml")).toBe("group: ${{ github.ref }}");
  });

  it.each(["", "Shop", "../shop", "my shop", "-shop", "a--b", "a.b", "hono", "x".repeat(101)])(
    "refuses the name %j and says it",
    (name) => {
      expect(nameProblem(name)).toContain("the name");
      expect(() => fillTemplate(template, { name, description: "" })).toThrow("the name");
    },
  );
});
