import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apiEvent as apiForm, hookEvent } from "../../../../../shared/integrations/sentry/event.ts";
import { hooks } from "../../../../../shared/integrations/sentry/wire.ts";
import { bugReportSchema } from "../../../../../shared/jobs/bug-fix/report.ts";
import { reportText } from "../../../../../shared/jobs/bug-fix/report-text.ts";
import { rulesSchema } from "../../../../../shared/jobs/rules.ts";
import { commonOf } from "../../../../../shared/jobs/bug-fix/sources/sentry/circumstances.ts";
import { traceOf } from "../../../../../shared/jobs/bug-fix/sources/sentry/event-trace.ts";
import { reportOfEvent } from "../../../../../shared/jobs/bug-fix/sources/sentry/map.ts";
import { alert, apiEvent, frames } from "./shapes.ts";

const context = { rules: rulesSchema.parse({}), organization: "acme" };
const reportOf = (event: unknown) => reportOfEvent(hookEvent.parse(event), null, context).report;
const raised = (all: readonly object[]) => ({
  ...alert,
  exception: { values: [{ type: "E", value: "x", stacktrace: { frames: all } }] },
});

describe("an event of Sentry's", () => {
  it("is read around what Sentry could not read", () => {
    const { errorType, errorMessage, frames: calls } = reportOf(alert);
    expect({ errorType, errorMessage }).toEqual({ errorType: "TypeError", errorMessage: "no cents" });
    expect(calls.map(({ file, inApp }) => [file, inApp])).toEqual([
      ["/srv/checkout/src/cart.js", true],
      ["/srv/checkout/node_modules/x/a.js", false],
    ]);
  });

  it("tells with which code and values it ran, what was asked for and what came before, and nobody's secrets", () => {
    const text = reportText(reportOf(alert));
    for (const told of [
      "return sum + product.cents * quantity;",
      "quantity = 2, product = <undefined>",
      "Release: checkout@2.14.0",
      "Environment: production",
      "Request: POST https://shop.example/checkout?coupon=…&step=…",
      "Its body: { name: string, lines: [{ sku: string, quantity: number }, 1 in all], note: null }",
      "Tags: browser=Chrome 147",
      "auth signed in as [person]@shop.example",
      "2026-11-26T09:59:58Z fetch error GET /prices?key=… 503",
    ])
      expect(text).toContain(told);
    for (const secret of ["hunter2", "maya@", "Maya Ortiz", "MAYA-ORTIZ", "session=4f"])
      expect(text).not.toContain(secret);
  });

  it("may have its calls beside any exception: of a message, or of the thread that crashed", () => {
    const { exception: _gone, ...message } = alert;
    const own = [{ filename: "cart.js", function: "total", in_app: true }];
    expect(reportOf({ ...message, stacktrace: { frames: own } }).frames).toHaveLength(1);
    const threads = {
      values: [null, { id: 1, stacktrace: null }, { id: 2, crashed: true, stacktrace: { frames: own } }],
    };
    expect(reportOf({ ...message, threads }).frames).toHaveLength(1);
    const entries = [{ type: "threads", data: threads }];
    expect(traceOf(apiForm.parse({ ...apiEvent, entries })).frames).toHaveLength(1);
  });

  it("may say with numbers what others say with words, and keep its tags in an object", () => {
    const all = [
      { filename: "src/cart.js", function: "total", lineno: "42", in_app: true, context: [null, [42, "x"]] },
    ];
    const exception = {
      values: [{ type: "Number", value: 404, stacktrace: null, raw_stacktrace: { frames: all } }],
    };
    const {
      errorMessage,
      frames: calls,
      ...report
    } = reportOf({
      ...alert,
      exception,
      tags: { browser: "Lynx", odd: null },
      breadcrumbs: { values: [{ timestamp: null, message: null }] },
    });
    expect(errorMessage).toBe("404");
    expect(calls).toMatchObject([{ file: "src/cart.js", line: 42, function: "total", source: "x" }]);
    const text = reportText({ ...report, errorMessage, frames: calls });
    expect(text).toContain("Tags: browser=Lynx");
    expect(text).not.toMatch(/^- $/m);
  });

  it("is taken by its door whatever of its issue can't be read", () => {
    const issue = { id: 1, title: 5, project: { slug: "shop" }, count: "many", firstSeen: {} };
    expect(hooks.issue.safeParse({ action: "created", data: { issue } }).success).toBe(true);
    const data = { metric_alert: { id: 1, projects: [null, "shop"], alert_rule: 3 }, description_text: 3 };
    const read = hooks.metric_alert.safeParse({ action: "critical", data });
    expect(read.data?.data.metric_alert.projects).toEqual(["shop"]);
  });

  it("may have empty words where others have none", () => {
    const all = [{ abs_path: "", filename: "", module: "Shop.Cart", function: "", lineno: 3 }];
    expect(reportOf(raised(all)).frames).toMatchObject([{ file: "Shop.Cart", line: 3, function: null }]);
  });

  it.each([
    ["elixir", "lib/enum.ex theirs", "lib/shop/cart.ex ours"],
    ["rust", "/app/shop theirs", "/app/src/cart.rs ours"],
    ["swift", "/usr/lib/swift/libswiftCore.dylib theirs", "/Volumes/builds/shop/Sources/Cart.swift ours"],
    ["kotlin", "PgConnection.java theirs", "Cart.kt ours"],
    ["go", "/usr/local/go/src/runtime/panic.go theirs", "/srv/shop/cart/cart.go ours"],
    ["dotnet", "Npgsql.NpgsqlDataReader theirs", "/src/Shop/Cart.cs ours"],
    ["php", "/var/www/shop/src/Cart.php ours", "/var/www/shop/src/Cart.php ours"],
    ["dart", "package:shop/cart.dart ours", "package:shop/cart.dart ours"],
    ["mapped", "webpack:///./src/cart.ts ours", "webpack:///./src/cart.ts ours"],
  ] as const)("of %s has its innermost call, and which are ours", (language, innermost, own) => {
    const words = reportOf(raised(frames[language])).frames.map(
      ({ file, inApp }) => `${file} ${inApp ? "ours" : "theirs"}`,
    );
    expect(words[0]).toBe(innermost);
    expect(words).toContain(own);
  });

  it("of a bundle without its map says that its lines are not the source's", () => {
    const text = reportText(reportOf(raised(frames.minified)));
    expect(text).toContain("[built file: its lines are not the source's]");
    expect(text).toContain("return e.cents");
  });

  it("is the same from the API, and several show what they share", () => {
    const events = [
      apiForm.parse(apiEvent),
      apiForm.parse({ ...apiEvent, release: "checkout@2.14.0", tags: null }),
    ];
    expect(traceOf(events[0] ?? expect.fail())).toMatchObject({
      errorType: "TypeError",
      frames: [{ file: "/srv/checkout/src/cart.js", line: 38, source: "return sum;" }],
    });
    const common = commonOf(events);
    expect(common).toContain("- release: differ: checkout@2.13.0 | checkout@2.14.0");
    expect(common).toContain("- request: all: POST https://shop.example/checkout");
    expect(commonOf(events.slice(0, 1))).toBe("");
  });

  it("may have anything anywhere but in its id: it is still a report", () => {
    const names = fc.constantFrom(
      ...Object.keys(alert).filter((name) => name !== "event_id" && name !== "issue_id"),
    );
    fc.assert(
      fc.property(names, fc.jsonValue(), (name, value) => {
        bugReportSchema.parse(reportOf({ ...alert, [name]: value }));
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        bugReportSchema.parse(
          reportOf(
            raised([{ filename: "a.js", vars: value, context_line: value, function: value, lineno: value }]),
          ),
        );
      }),
    );
  });
});
