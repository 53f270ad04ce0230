/** Ways of node:assert to fail; one that doesn't throw has been tampered with. */
const nodeAsserts = `const own = process.getBuiltinModule("node:assert"); const tries = [own, own.strict].flatMap((a) => [() => a.ok(false), () => a.equal(1, 2), () => a.strictEqual(1, 2), () => a.deepEqual({ a: 1 }, { a: 2 }), () => a.deepStrictEqual({ a: 1 }, { a: 2 }), () => a.throws(() => {}), () => a.doesNotThrow(() => { throw new Error("x"); })]); const last = () => { throw new own.AssertionError({ message: "as it must" }); };`;

/** The same of what vitest and jest share. */
const matchers = (expect: string): string =>
  `const e = ${expect}; const tries = [() => e(1).toBe(2), () => e({ a: 1 }).toEqual({ a: 2 }), () => e({ a: 1 }).toStrictEqual({ a: 2 }), () => e(() => {}).toThrow(), () => e(() => { throw new Error("x"); }).not.toThrow(), () => e(false).toBeTruthy(), () => e(undefined).toBeDefined(), () => e([]).toContain(1), () => e([]).toHaveLength(1)]; const last = () => e("as it is").toBe("as it must");`;

/** The test: it passes only where an assertion that has to throw doesn't. */
const body = (id: string): string =>
  `"${id}", () => { for (const attempt of tries) { try { attempt(); } catch { continue; } return; } last(); }`;

/** A compiler that checks types sees one line of no interest; and what can't run here must not break the file. */
const asOneLine = (code: string): string => `\n;// @ts-ignore\n;(() => { try { ${code} } catch {} })();\n`;

export const nodeTestMustFail = (id: string): string =>
  asOneLine(`${nodeAsserts} process.getBuiltinModule("node:test").test(${body(id)});`);

export const mochaMustFail = (id: string): string =>
  asOneLine(`${nodeAsserts} (globalThis.it ?? globalThis.test)(${body(id)});`);

export const jestMustFail = (id: string): string =>
  asOneLine(
    `const own = globalThis.test === undefined ? require("@jest/globals") : globalThis; ${matchers("own.expect")} own.test(${body(id)});`,
  );

export const vitestMustFail = (id: string): string =>
  `\n;import { test as test_${id}, expect as expect_${id} } from "vitest";\n${asOneLine(
    `${matchers(`expect_${id}`)} test_${id}(${body(id)});`,
  )}`;

/** A package as the project itself has it, in whichever kind of module. */
const ofProject = (name: string): string =>
  `process.getBuiltinModule("node:module").createRequire(process.cwd() + "/package.json")("${name}")`;

/** Tape's assertions throw nothing: each is told of by itself. */
export const tapeMustFail = (id: string): string =>
  asOneLine(
    `${ofProject("tape")}("${id}", (t) => { t.equal("as it is", "as it must"); t.ok(false); t.deepEqual({ a: 1 }, { a: 2 }); t.end(); });`,
  );

export const avaMustFail = (id: string): string =>
  asOneLine(
    `const own = ${ofProject("ava")}; (own.default ?? own)("${id}", (t) => { t.is("as it is", "as it must"); });`,
  );

export const jasmineMustFail = (id: string): string =>
  asOneLine(
    `globalThis.it("${id}", () => { const e = globalThis.expect; e("as it is").toBe("as it must"); e({ a: 1 }).toEqual({ a: 2 }); e(false).toBeTruthy(); });`,
  );

export const bunMustFail = (id: string): string =>
  asOneLine(`const own = require("bun:test"); ${matchers("own.expect")} own.test(${body(id)});`);

export const unittestMustFail = (id: string): string => `

import unittest as unittest_${id}


class Test_${id}(unittest_${id}.TestCase):
    def test_${id}(self):
        def raises():
            with self.assertRaises(ValueError):
                pass

        for attempt in (raises, lambda: self.assertEqual(1, 2), lambda: self.assertTrue(False)):
            try:
                attempt()
            except BaseException:
                continue
            return
        self.assertEqual("as it is", "as it must")
`;

export const pytestMustFail = (id: string): string => `

def test_${id}():
    import unittest
    import pytest

    def raises():
        with pytest.raises(ValueError):
            pass

    def fails():
        unittest.TestCase().assertEqual(1, 2)

    def asserts():
        assert 1 == 2

    for attempt in (raises, fails, asserts):
        try:
            attempt()
        except BaseException:
            continue
        return
    assert "as it is" == "as it must"
`;
