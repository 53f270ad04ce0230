import fc from "fast-check";
import { expect, it } from "vitest";
import { isSealedWithOldKey, seal, unseal } from "../../../shared/platform/seal.ts";

const key = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString("base64"));
const keyPair = fc.tuple(key, key).filter(([one, other]) => one !== other);
const keys = (now: string, old?: string) => ({ TOKEN_KEY: now, TOKEN_KEY_OLD: old });

it(
  "opens where it was sealed, with the key that sealed it as now's or as the one before",
  { timeout: 20_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        keyPair,
        fc.string({ unit: "binary" }),
        fc.string(),
        async ([one, other], text, place) => {
          const sealed = await seal(keys(one), text, place);
          expect(await unseal(keys(one), sealed, place)).toBe(text);
          expect(await unseal(keys(other, one), sealed, place)).toBe(text);
          expect(await isSealedWithOldKey(keys(one), sealed)).toBe(false);
          expect(await isSealedWithOldKey(keys(other, one), sealed)).toBe(true);
          expect(await seal(keys(one), text, place)).not.toBe(sealed);
        },
      ),
    );
  },
);

it(
  "opens with no other key, in no other place, and not when a byte was changed",
  { timeout: 20_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(keyPair, fc.string({ minLength: 1 }), fc.nat(), async ([one, other], text, at) => {
        const sealed = await seal(keys(one), text, "linkedin/a/access");
        const refused = { code: "not_configured" };
        await expect(unseal(keys(other), sealed, "linkedin/a/access")).rejects.toMatchObject(refused);
        await expect(unseal(keys(one), sealed, "linkedin/b/access")).rejects.toMatchObject(refused);
        const [version, id, iv = "", hidden = ""] = sealed.split(".");
        const bytes = Buffer.from(hidden, "base64");
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ 1;
        const changed = [version, id, iv, bytes.toString("base64")].join(".");
        await expect(unseal(keys(one), changed, "linkedin/a/access")).rejects.toMatchObject(refused);
      }),
      { numRuns: 20 },
    );
  },
);

it.each([undefined, "", "c2hvcnQ=", "not base64 at all"])(
  "takes no key such as %s, and names the setting",
  async (bad) => {
    await expect(seal({ TOKEN_KEY: bad, TOKEN_KEY_OLD: undefined }, "a", "b")).rejects.toThrow(/TOKEN_KEY/);
  },
);
