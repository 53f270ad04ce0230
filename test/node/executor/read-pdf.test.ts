import { describe, expect, test } from "vitest";
import { Assignments } from "../../../containers/executor/src/assignments.ts";
import { readPdf } from "../../../containers/executor/src/documents/read-pdf.ts";
import { createServer } from "../../../containers/executor/src/server.ts";
import { makePdf } from "../../support/documents/make-pdf.ts";

const token = "executor-token-of-this-test";

describe("A PDF in the executor", () => {
  test("is read page by page, with its lines", async () => {
    const pdf = makePdf([["Orders are kept", "for ten years (by law)."], [], ["The last page"]]);
    expect(await readPdf(pdf)).toEqual({
      kind: "read",
      pages: ["Orders are kept\nfor ten years (by law).", "", "The last page"],
    });
  });

  test("with a password, broken, or with too many pages is refused with the way out", async () => {
    expect(await readPdf(makePdf([["secret"]], { locked: true }))).toMatchObject({
      kind: "refused",
      code: "encrypted",
      reason: expect.stringContaining("save it without one"),
    });
    expect(await readPdf(new TextEncoder().encode("%PDF-1.4\nand nothing else"))).toMatchObject({
      kind: "refused",
      code: "broken",
    });
    const long = await readPdf(makePdf(Array.from({ length: 501 }, (_, n) => [`page ${n + 1}`])));
    expect(long).toMatchObject({ kind: "refused", code: "too_many_pages" });
  });

  test("that takes too long is ended", async () => {
    const pdf = makePdf(Array.from({ length: 400 }, (_, n) => [`page ${n + 1}`]));
    expect(await readPdf(pdf, 1)).toMatchObject({ kind: "refused", code: "too_slow" });
  });
});

test("The executor's door reads PDFs for whoever has its token, a few at once", async () => {
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const app = createServer({
    assignments: new Assignments(1, async () => ({ kind: "cancelled" }), [token]),
    token,
    warnings: [],
    pdfReader: async (pdf) => {
      await held;
      return readPdf(pdf);
    },
  });
  const ask = async (authorization: string) =>
    app.request("/documents/pdf", {
      method: "POST",
      headers: { authorization },
      body: makePdf([["Hello"]]),
    });
  expect((await ask("Bearer wrong")).status).toBe(401);
  const [first, second] = [ask(`Bearer ${token}`), ask(`Bearer ${token}`)];
  expect((await ask(`Bearer ${token}`)).status).toBe(429);
  letGo();
  expect(await (await first).json()).toEqual({ kind: "read", pages: ["Hello"] });
  expect((await second).status).toBe(200);
  expect((await ask(`Bearer ${token}`)).status).toBe(200);
});
