import fc from "fast-check";
import { expect, it } from "vitest";
import { nameFromOutside } from "../../../shared/platform/name-from-outside.ts";

it("is itself where it is plain, and otherwise what can be stored and is told from all others", async () => {
  expect(await nameFromOutside("Ev0123")).toBe("Ev0123");
  const odd = ["Ev\ud800", "Ev\ud801", "Ev\ufffd", "Ev\u0000", "Ev", "Ev\u202e", "x".repeat(201), " "];
  const names = await Promise.all(odd.map(async (name) => nameFromOutside(name)));
  expect(new Set(names).size).toBe(odd.length);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (name) => {
      const stored = await nameFromOutside(name);
      expect(stored.isWellFormed() && stored.length <= 200 && !/\p{C}/u.test(stored)).toBe(true);
    }),
  );
  for (const name of odd.filter((one) => one !== "Ev"))
    expect(await nameFromOutside(name)).toMatch(/^sha256-[0-9a-f]{64}$/);
});
