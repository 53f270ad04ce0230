import { describe, expect, it } from "vitest";
import { answeredRepository } from "../../../../shared/jobs/bug-fix/answered-repository.ts";
import { codeWords } from "../../../../shared/jobs/bug-fix/code-words.ts";
import { mapRepository } from "../../../../shared/jobs/bug-fix/map-repository.ts";
import { namedRepository } from "../../../../shared/jobs/bug-fix/named-repository.ts";
import type { BugReport } from "../../../../shared/jobs/bug-fix/report.ts";
import { rulesSchema } from "../../../../shared/jobs/rules.ts";
import { underFolder } from "../../../../workflows/bug-fix/files-in-repository.ts";
import { call, report, sentryOrigin } from "./reports.ts";

const { repositories } = rulesSchema.parse({
  repositories: {
    "acme/checkout": {
      paths: ["/srv/checkout/"],
      packages: ["@acme/checkout", "com.acme.checkout"],
      sentryProjects: ["checkout", "web"],
    },
    "acme/calendar": {
      paths: ["/srv/calendar"],
      packages: ["github.com/acme/calendar"],
      sentryProjects: ["calendar", "web"],
      jiraProjects: ["WEB"],
    },
    "acme/calendar-next": { paths: ["/srv/calendar/next"] },
  },
});
const map = (over: Partial<BugReport>) =>
  mapRepository(report({ origin: { kind: "api" }, ...over }), repositories);

describe("where a bug may live", () => {
  it("is where the reporter says, whatever else speaks for another, or nowhere that we know", () => {
    const frames = [call("/srv/calendar/src/a.js"), call("/srv/checkout/src/cart.js"), call("/app/src/b.js")];
    expect(map({ repository: "acme/Checkout", frames })).toEqual([
      {
        repository: "acme/checkout",
        confidence: 1,
        why: "the reporter named it",
        files: ["src/cart.js", "src/b.js"],
      },
    ]);
    expect(map({ repository: "acme/other", frames })).toEqual([]);
  });

  it("follows from the innermost path that a rule knows, each file once", () => {
    const frames = [
      call("/srv/checkout/node_modules/x/index.js", { inApp: false }),
      call("/srv/checkout/src/cart.js"),
      call("/srv/checkout/src/cart.js", { line: 3 }),
      call("/srv/calendar/src/dates.js"),
    ];
    const [first, second, ...rest] = map({ frames });
    expect(first).toEqual({
      repository: "acme/checkout",
      confidence: 0.9,
      why: "src/cart.js:38 lies under /srv/checkout/",
      files: ["src/cart.js"],
    });
    expect(second).toMatchObject({ repository: "acme/calendar", confidence: 0.6, files: ["src/dates.js"] });
    expect(rest).toEqual([]);
  });

  it("is less certain when a call of ours that no rule knows lies further in", () => {
    expect(map({ frames: [call("/mnt/x.js"), call("/srv/checkout/src/cart.js")] })[0]?.confidence).toBe(0.6);
  });

  it("takes the rule that fits best, and no half names of folders", () => {
    expect(map({ frames: [call("/srv/calendar/next/a.js")] })).toMatchObject([
      { repository: "acme/calendar-next", files: ["a.js"] },
    ]);
    expect(map({ frames: [call("/srv/calendar2/a.js")] })).toEqual([]);
  });

  it.each([
    ["/srv/shop/node_modules/@acme/checkout/src/cart.js", null, false, "acme/checkout", "src/cart.js"],
    ["Cart.java", "com.acme.checkout.Cart", true, "acme/checkout", "com/acme/checkout/Cart.java"],
    ["/build/cart/cart.go", "github.com/acme/calendar/cart", true, "acme/calendar", "cart/cart.go"],
    ["/app/src/cart.js", "@acme.checkout:cart", true, "acme/checkout", "src/cart.js"],
  ])("follows from a package: %s", (file, module, inApp, repository, path) => {
    expect(map({ frames: [call(file, { module, inApp })] })).toMatchObject([
      { repository, confidence: 0.8, files: [path] },
    ]);
  });

  it("isn't found by a package whose name only begins the same", () => {
    expect(map({ frames: [call("Cart.java", { module: "com.acme.checkouts.Cart" })] })).toEqual([]);
  });

  it("follows from the project of the report, in halves when two share it", () => {
    const url = "https://example.com";
    const sentry = (project: string) => map({ origin: { ...sentryOrigin, project } });
    expect(sentry("checkout")).toMatchObject([{ repository: "acme/checkout", confidence: 0.7 }]);
    expect(sentry("web").map(({ repository, confidence }) => [repository, confidence])).toEqual([
      ["acme/calendar", 0.35],
      ["acme/checkout", 0.35],
    ]);
    expect(map({ origin: { kind: "jira", issue: "WEB-7", url } })).toMatchObject([
      { repository: "acme/calendar", confidence: 0.65 },
    ]);
    expect(map({ origin: { kind: "jira", issue: "OPS-7", url } })).toEqual([]);
    expect(map({ origin: { kind: "github", repository: "ACME/checkout", issue: 7, url } })).toMatchObject([
      { repository: "acme/checkout", confidence: 0.85 },
    ]);
  });

  it("is surer the more speaks for it, and says all of it", () => {
    expect(map({ origin: sentryOrigin, frames: [call("/srv/checkout/src/cart.js")] })).toMatchObject([
      {
        confidence: 0.97,
        why: "src/cart.js:38 lies under /srv/checkout/; its Sentry project is checkout",
      },
    ]);
  });

  it("never names a file outside of the repository", () => {
    const frames = [
      call("/srv/checkout/../../etc/passwd"),
      call("/srv/checkout/.git/config"),
      call("../x.js"),
    ];
    expect(map({ frames })[0]?.files).toEqual([]);
  });
});

describe("a repository named among words", () => {
  it.each([
    ["the total is wrong repo:acme/checkout since today", "acme/checkout", "the total is wrong since today"],
    ["repository: acme/checkout.js, the total", "acme/checkout.js", "the total"],
    ["Repo:acme/checkout. It fails", "acme/checkout", "It fails"],
    ["(repo:`acme/checkout`) it fails", "acme/checkout", "it fails"],
    ["repo:<https://github.com/acme/checkout.git|acme/checkout>, it fails", "acme/checkout", "it fails"],
    ["monorepo:acme/checkout", null, "monorepo:acme/checkout"],
    ["repo:checkout fails", null, "repo:checkout fails"],
    ["nothing", null, "nothing"],
  ])("%s", (text, repository, rest) => {
    expect(namedRepository(text)).toEqual({ repository, rest });
  });
});

describe("what a report's words say of a repository", () => {
  const shops = rulesSchema.parse({
    repositories: {
      "acme/checkout": { description: "Warenkorb, prices and vouchers of the shop" },
      "acme/calendar": { description: "Recurring dates for the shop" },
    },
  }).repositories;

  it("is a guess by its name and description, and none by what several share", () => {
    const said = (text: string) =>
      mapRepository(report({ origin: { kind: "api" }, title: text, text }), shops);
    expect(said("Vouchers are taken off twice")).toMatchObject([
      { repository: "acme/checkout", confidence: 0.15, why: "the report speaks of vouchers" },
    ]);
    expect(said("the calendar's recurring dates end too early")[0]).toMatchObject({
      repository: "acme/calendar",
    });
    expect(said("the shop is down")).toEqual([]);
  });

  it("doesn't matter where there is only one, and people ask", () => {
    const { repositories: one } = rulesSchema.parse({ repositories: { "acme/checkout": {} } });
    expect(mapRepository(report({ origin: { kind: "api" } }), one)).toMatchObject([{ confidence: 1 }]);
    expect(mapRepository(report(), one)).toEqual([]);
  });

  it("is searched for by the names of things in code", () => {
    expect(codeWords("TypeError in `cartTotal`: the PriceList of order_items is empty, says McKay")).toEqual([
      "cartTotal",
      "order_items",
      "PriceList",
    ]);
    expect(codeWords("It is slow since monday.")).toEqual([]);
  });
});

describe("the repository that somebody answers with", () => {
  const names = ["acme/checkout", "acme/checkout-api", "acme/calendar"];

  it.each([
    ["acme/checkout-api", "acme/checkout-api"],
    ["It's in acme/checkout.", "acme/checkout"],
    ["checkout-api, I think", "acme/checkout-api"],
    ["Calendar!", "acme/calendar"],
    ["https://github.com/acme/checkout-api/issues", "acme/checkout-api"],
    ["see github.com/acme/checkout-api", "acme/checkout-api"],
    ["acme/checkout or acme/calendar", null],
    ["not-acme/checkout", null],
    ["the checkouts", null],
  ])("in %j is %s", (words, repository) => {
    expect(answeredRepository(words, names)).toBe(repository);
  });
});

describe("a package of several in one repository", () => {
  it("has its folder before its files, where one alone fits", () => {
    const files = ["src/cart.js", "src/shop.js"];
    expect(underFolder(files, ["packages/checkout/src/cart.js", "lib/cart.js"])).toEqual([
      "packages/checkout/src/cart.js",
      "packages/checkout/src/shop.js",
    ]);
    expect(underFolder(files, ["a/src/cart.js", "b/src/cart.js"])).toEqual(files);
  });
});
