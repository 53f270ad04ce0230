import { describe, expect, it } from "vitest";
import { defineSite } from "../../../pages/blog/src/lib/define-site.ts";
import site from "../../../pages/blog/site.config.ts";

describe("the site's configuration", () => {
  it.each([
    ["name", { ...site, name: " " }],
    ["language", { ...site, language: "not a language" }],
    ["logo", { ...site, logo: "../../secrets.svg" }],
    ["owner.url", { ...site, owner: { ...site.owner, url: "javascript:alert(1)" } }],
    ["navigation.0.href", { ...site, navigation: [{ label: "Evil", href: "//elsewhere.test" }] }],
    ["social.0.href", { ...site, social: [{ label: "Evil", href: "javascript:alert(1)" }] }],
    ["home.newestPosts", { ...site, home: { ...site.home, newestPosts: -1 } }],
    ["colours.rule.dark", { ...site, colours: { ...site.colours, rule: { light: "#000000", dark: "red" } } }],
  ])("names %s when it is wrong", (field, input) => {
    expect(() => defineSite(input)).toThrow(`site.config.ts: ${field}: `);
  });

  it("refuses colours that can't be read, and says on what and by how much", () => {
    const accent = { light: "#e0503a", dark: "#f0785f" };
    expect(() => defineSite({ ...site, colours: { ...site.colours, accent } })).toThrow(
      /colours\.accent\.light: can't be read on paper\.light: the contrast is 3\.\d\d, and 4\.5 is the least/,
    );
  });
});
