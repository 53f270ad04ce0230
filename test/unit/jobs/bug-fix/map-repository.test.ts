import { describe, expect, it } from "vitest";
import { mapRepository } from "../../../../shared/jobs/bug-fix/map-repository.ts";
import { namedRepository } from "../../../../shared/jobs/bug-fix/named-repository.ts";
import type { BugReport } from "../../../../shared/jobs/bug-fix/report.ts";
import { rulesSchema } from "../../../../shared/jobs/rules.ts";
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
    ["repository: acme/checkout.js, the total", "acme/checkout.js", ", the total"],
    ["Repo:acme/checkout. It fails", "acme/checkout", "It fails"],
    ["monorepo:acme/checkout", null, "monorepo:acme/checkout"],
    ["repo:checkout fails", null, "repo:checkout fails"],
    ["nothing", null, "nothing"],
  ])("%s", (text, repository, rest) => {
    expect(namedRepository(text)).toEqual({ repository, rest });
  });
});
