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

describe("a report's place", () => {
  const at = async (file: string, paths: string[] = []) =>
    (
      await fingerprintOf(
        report({ frames: [call("<anonymous>", { inApp: false }), call(file), call("/srv/x/outer.js")] }),
        { repository: "acme/checkout", paths },
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
      expect(await at(file), file).toBe("TypeError@acme/checkout:src/cart.js:cartTotal");
  });

  it("leaves out the roots that the rules name", async () => {
    expect(await at("/mnt/x/current/src/cart.js", ["/mnt/x/current"])).toBe(
      "TypeError@acme/checkout:src/cart.js:cartTotal",
    );
    expect(await at("/mnt/x/currently/src/cart.js", ["/mnt/x/current"])).toBe(
      "TypeError@acme/checkout:mnt/x/currently/src/cart.js:cartTotal",
    );
  });

  it("doesn't move with the lines, and is nothing where no code is ours", async () => {
    const moved = report({ frames: [call("src/cart.js", { line: 99 })] });
    const where = { repository: "acme/checkout", paths: [] };
    expect((await fingerprintOf(moved, where)).place).toBe("TypeError@acme/checkout:src/cart.js:cartTotal");
    const nameless = report({ errorType: null, frames: [call("src/cart.js", { function: null })] });
    expect((await fingerprintOf(nameless, where)).place).toBe("?@acme/checkout:src/cart.js:?");
    expect(
      (await fingerprintOf(report({ frames: [call("node:events", { inApp: false })] }), where)).place,
    ).toBeNull();
  });

  it("is another in another repository, and none where that is not known", async () => {
    const bug = report({ frames: [call("src/cart.js")] });
    const of = async (repository: string) => (await fingerprintOf(bug, { repository, paths: [] })).place;
    expect(await of("acme/checkout")).not.toBe(await of("acme/calendar"));
    expect((await fingerprintOf(bug, null)).place).toBeNull();
  });
});
