import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fingerprintOf } from "../../../../shared/jobs/bug-fix/fingerprint.ts";
import { call, report } from "./reports.ts";

const words = async (text: string, repository: string | null = null): Promise<string> =>
  (
    await fingerprintOf(
      report({
        source: "slack",
        origin: { kind: "api" },
        title: text.slice(0, 300) || "?",
        text,
        repository,
      }),
      null,
    )
  ).fingerprint;

describe("a report's fingerprint", () => {
  it("is the issue's identity where it comes from", async () => {
    const url = "https://example.com";
    expect((await fingerprintOf(report(), null)).fingerprint).toBe("sentry:acme:5001");
    const jira = report({ source: "jira", origin: { kind: "jira", issue: "WEB-7", url } });
    expect((await fingerprintOf(jira, null)).fingerprint).toBe("jira:WEB-7");
    const github = report({
      source: "github",
      origin: { kind: "github", repository: "Acme/Checkout", issue: 7, url },
    });
    expect((await fingerprintOf(github, null)).fingerprint).toBe("github:acme/checkout#7");
  });

  it("of words forgets what differs from one occurrence to the next", async () => {
    const once = "Order 4711 of 5e0c2f1a-9b7d-4c3e-8f2a-1b3c5d7e9f00 fails at 0xDEADBEEF (commit 3f9a2b1)";
    const again = "order 12 of 00000000-1111-4222-8333-444444444444 fails at 0x1 (commit 77aa00ff1),";
    expect(await words(once)).toBe(await words(again));
    expect(await words(once)).toMatch(/^text:[0-9a-f]{32}$/);
    expect(await words("the facade fails")).not.toBe(await words("the decade fails"));
    expect(await words("42")).not.toBe(await words("43"));
    expect(await words("Kasse zeigt ß")).not.toBe(await words("Kasse zeigt ä"));
    expect(await words("it fails", "acme/checkout")).not.toBe(await words("it fails", "acme/calendar"));
  });

  it("of words doesn't depend on numbers, case and spaces", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[g-z]{1,8}$/), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.constantFrom(" ", "  ", "\n", ", "),
        async (parts, number, gap) => {
          const text = [...parts, String(number)].join(gap).toUpperCase();
          expect(await words(text)).toBe(await words(parts.join(" ")));
        },
      ),
    );
  });
});

const says = "cannot read properties of undefined reading cents";

describe("a report's place", () => {
  const at = async (file: string, paths: string[] = []) =>
    (
      await fingerprintOf(
        report({ frames: [call("<anonymous>", { inApp: false }), call(file), call("/srv/x/outer.js")] }),
        { repository: "acme/checkout", paths, packages: [] },
      )
    ).place;

  it("is the innermost call of ours, the same wherever the code runs", async () => {
    for (const file of [
      "/srv/checkout/src/cart.js",
      "/app/src/cart.js",
      "/home/runner/work/checkout/checkout/src/cart.js",
      "/Users/maya/code/checkout/src/cart.js",
      "C:\\Users\\maya\\checkout\\src\\cart.js",
      "file:///srv/checkout/src/cart.js",
      "webpack://shop/./src/cart.js?a1b2",
      "webpack-internal:///(rsc)/./src/cart.js",
      "app:///src/cart.js",
      "https://shop.example/src/cart.js?v=3",
      "./src/cart.js",
      "src/cart.js",
    ])
      expect(await at(file), file).toBe(`TypeError(${says})@acme/checkout:src/cart.js:cartTotal`);
  });

  it("leaves out the roots that the rules name", async () => {
    expect(await at("/mnt/x/current/src/cart.js", ["/mnt/x/current"])).toBe(
      `TypeError(${says})@acme/checkout:src/cart.js:cartTotal`,
    );
    expect(await at("/mnt/x/currently/src/cart.js", ["/mnt/x/current"])).toBe(
      `TypeError(${says})@acme/checkout:mnt/x/currently/src/cart.js:cartTotal`,
    );
  });

  it("doesn't move with the lines, and is nothing where no code is ours", async () => {
    const moved = report({ frames: [call("src/cart.js", { line: 99 })] });
    const where = { repository: "acme/checkout", paths: [], packages: [] };
    expect((await fingerprintOf(moved, where)).place).toBe(
      `TypeError(${says})@acme/checkout:src/cart.js:cartTotal`,
    );
    expect(
      (await fingerprintOf(report({ frames: [call("node:events", { inApp: false })] }), where)).place,
    ).toBeNull();
  });

  it("is another in another repository, and none where that is not known", async () => {
    const bug = report({ frames: [call("src/cart.js")] });
    const of = async (repository: string) =>
      (await fingerprintOf(bug, { repository, paths: [], packages: [] })).place;
    expect(await of("acme/checkout")).not.toBe(await of("acme/calendar"));
    expect((await fingerprintOf(bug, null)).place).toBeNull();
  });

  const placeOf = async (over: Parameters<typeof report>[0], where: object = {}) =>
    (await fingerprintOf(report(over), { repository: "acme/shop", paths: [], packages: [], ...where })).place;

  it("is another for another message, and the same where only its values differ", async () => {
    const frames = [call("src/db.js", { function: "query" })];
    const saying = async (errorMessage: string) => placeOf({ errorType: "Error", errorMessage, frames });
    expect(await saying("order 4711 not found")).toBe(await saying("order 12 not found"));
    expect(await saying("order 4711 not found")).not.toBe(await saying("connection refused"));
    const one = await saying("Request failed with status code 404");
    expect(one).not.toBe(await saying("Request failed with status code 500"));
    expect(one).toBe(await saying("Request failed with status code 404"));
    for (const [code, other] of [
      ["HTTP 502", "HTTP 503"],
      ["ORA-00942", "ORA-00001"],
      ["exited with code 137", "exited with code 1"],
      ["SQLSTATE[23505]", "SQLSTATE[23503]"],
    ] as const)
      expect(await saying(`${code}: it failed`), code).not.toBe(await saying(`${other}: it failed`));
  });

  it("has the name of whoever calls what has none, and is none where nothing has", async () => {
    const nameless = (name: string | null, outer: string | null) => [
      call("src/cart.js", { function: name }),
      call("/srv/x/node_modules/y/i.js", { function: "run", inApp: false }),
      call("src/checkout.js", { function: outer }),
    ];
    for (const name of [
      null,
      "Object.<anonymous>",
      "<lambda>",
      "App\\{closure}",
      "shop::main::{{closure}}",
    ]) {
      const one = await placeOf({ frames: nameless(name, "pay") });
      expect(one, String(name)).toContain(":src/cart.js:?<pay");
      expect(one).not.toBe(await placeOf({ frames: nameless(name, "refund") }));
      expect(await placeOf({ frames: nameless(name, null) })).toBeNull();
    }
  });

  it("is in the project's own code, also where the reporter counts libraries to it", async () => {
    const jvm = (module: string, file: string, name: string) => call(file, { module, function: name });
    const driver = jvm("org.acmedb.Connection", "Connection.java", "execute");
    const own = jvm("com.acme.orders.Orders", "Orders.java", "save");
    const other = jvm("com.acme.orders.Orders", "Orders.java", "load");
    expect(await placeOf({ frames: [driver, own] })).toContain(":Orders.java:save");
    expect(await placeOf({ frames: [driver, own] })).not.toBe(await placeOf({ frames: [driver, other] }));
    const packages = ["de.kasse"];
    const mine = jvm("de.kasse.Bon", "Bon.java", "druck");
    expect(await placeOf({ frames: [driver, own, mine] }, { packages })).toContain(":Bon.java:druck");
    expect(
      await placeOf({ frames: [driver, call("/opt/kasse/src/Bon.java")] }, { paths: ["/opt/kasse"] }),
    ).toContain(":src/Bon.java:");
  });

  it.each([
    "https://shop.example/static/js/main.3f9a2b1c.js",
    "https://shop.example/assets/index-BxY12abQ.js",
    "https://shop.example/_next/static/chunks/pages/cart.js",
    "app:///dist/vendor.min.js",
  ])("is none in what a bundler has made: %s", async (file) => {
    expect(await placeOf({ frames: [call(file, { function: "t" })] })).toBeNull();
  });
});
