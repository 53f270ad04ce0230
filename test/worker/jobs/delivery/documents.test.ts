import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { ledger } from "../../../../shared/db/schema.ts";
import { uploadPartBytes } from "../../../../shared/domain/delivery/document.ts";
import { readWaitingDocuments } from "../../../../shared/jobs/delivery/documents/read-waiting.ts";
import { configuredSpine } from "../../../../shared/jobs/open-spine.ts";
import { hexOf } from "../../../../shared/platform/digest.ts";
import { makePdf } from "../../../support/documents/make-pdf.ts";
import { spine, unique } from "../../support/spine.ts";
import { api, apiToken, send } from "../../support/task.ts";

const documents = "/api/projects/default/documents";
const uploads = "/api/projects/default/uploads";
const json = async (response: Response | Promise<Response>) => JSON.parse(await (await response).text());

/** Uploads files as the dashboard does. */
async function bring(
  files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>,
  token = apiToken,
): Promise<Response> {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append("files", new File([content], name));
  return exports.default.fetch(`http://signalbox.test${documents}`, {
    method: "POST",
    body: form,
    headers: { authorization: `Bearer ${token}` },
  });
}

const part = async (id: string, n: number, bytes: Uint8Array<ArrayBuffer>) =>
  exports.default.fetch(`http://signalbox.test${uploads}/${id}/parts/${n}`, {
    method: "PUT",
    body: bytes,
    headers: { authorization: `Bearer ${apiToken}` },
  });

const factsOf = async (documentId: string) => {
  const all = await spine.db.select().from(ledger);
  return all.filter(({ data }) => JSON.stringify(data).includes(documentId)).map(({ type }) => type);
};

describe("Documents that are uploaded", () => {
  it("are each read or refused for themselves, by who may, and are on record", async () => {
    expect((await bring({ "a.txt": "a" }, "viewer-token")).status).toBe(403);
    const mark = unique();
    const { files } = await json(
      bring({ "brief.md": `# Brief ${mark}\n\nTen years.`, "run.exe": "MZ\u0000x" }),
    );
    expect(files).toMatchObject([
      { name: "brief.md", outcome: "new", version: 1, state: "read", reason: null },
      {
        name: "run.exe",
        outcome: "new",
        state: "refused",
        reason: expect.stringContaining("run.exe is a program"),
      },
    ]);
    const [brief, program] = files;
    const found = await json(api(`${documents}/${brief.documentId}`));
    expect(found).toMatchObject({
      name: "brief.md",
      newest: { type: "markdown", by: "you", state: "read", characters: found.newest.characters },
      versions: [{ version: 1, supersedes: null }],
    });
    expect(await factsOf(brief.documentId)).toEqual(["document.received", "document.read"]);
    expect(await factsOf(program.documentId)).toEqual(["document.received", "document.refused"]);
    const keys = (await env.ARTEFACTS.list({ prefix: "default-" })).objects.map(({ key }) => key);
    expect(keys.some((key) => /^default-\d{4}-\d\d-\d\d\/raw\/upload_/.test(key))).toBe(true);
    expect(
      keys.some((key) => key.includes("/processed/") && key.endsWith(`${brief.documentId}-v1.txt`)),
    ).toBe(true);
  });

  it("are the same for the same bytes, and a new version for others under their name", async () => {
    const [name, text] = [`${unique("scope")}.txt`, unique("Scope")];
    const [first] = (await json(bring({ [name]: text }))).files;
    const [again] = (await json(bring({ "other.txt": text }))).files;
    expect(again).toMatchObject({ outcome: "same", documentId: first.documentId, version: 1 });
    expect(again.reason).toBe(`the same bytes are there already, as ${name}`);
    const [second] = (await json(bring({ [name]: `${text} and more` }))).files;
    expect(second).toMatchObject({ outcome: "version", documentId: first.documentId, version: 2 });
    // Back to what it was before: that is a change too.
    const [third] = (await json(bring({ [name]: text }))).files;
    expect(third).toMatchObject({ outcome: "version", version: 3 });
    const { versions } = await json(api(`${documents}/${first.documentId}`));
    expect(
      versions.map((one: { version: number; supersedes: number }) => [one.version, one.supersedes]),
    ).toEqual([
      [3, 2],
      [2, 1],
      [1, null],
    ]);
    const old = await json(api(`${documents}/${first.documentId}/text?version=2`));
    expect(old.text).toBe(`${text} and more\n`);
  });

  it("under one name in one moment become versions, none is lost", async () => {
    const name = `${unique("race")}.txt`;
    const answers = await Promise.all(
      ["a", "b", "c"].map(async (text) => (await json(bring({ [name]: `${name} ${text}` }))).files[0]),
    );
    expect(new Set(answers.map(({ documentId }) => documentId)).size).toBe(1);
    expect(answers.map(({ version }) => Number(version)).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  });

  it("are refused whole without a form, without files, or in a project that isn't there", async () => {
    expect((await send(documents, {})).status).toBe(400);
    expect((await bring({})).status).toBe(400);
    expect((await send("/api/projects/nowhere/uploads", { name: "a", bytes: 1 })).status).toBe(404);
    expect((await api(`${documents}/doc_none`)).status).toBe(404);
  });

  it("are listed page by page, the last changed first", async () => {
    const names = [unique("p1"), unique("p2"), unique("p3")].map((one) => `${one}.txt`);
    for (const name of names) await bring({ [name]: name });
    const first = await json(api(`${documents}?limit=2`));
    expect(first.documents.map(({ name }: { name: string }) => name)).toEqual([names[2], names[1]]);
    const next = await json(api(`${documents}?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`));
    expect(next.documents[0].name).toBe(names[0]);
  });
});

describe("A document's text and bytes", () => {
  it("can be had in parts, with where the part is", async () => {
    const name = `${unique("call")}.vtt`;
    const said =
      "00:00:02.000 --> 00:00:04.000\n<v Maya>Ten years.</v>\n\n00:01:00.000 --> 00:01:02.000\n<v Tom>Agreed.</v>\n";
    const [{ documentId }] = (await json(bring({ [name]: `WEBVTT\n\nNOTE ${name}\n\n${said}` }))).files;
    const whole = await json(api(`${documents}/${documentId}/text`));
    expect(whole).toMatchObject({
      version: 1,
      from: 0,
      characters: 30,
      text: "Maya: Ten years.\nTom: Agreed.\n".slice(0, 30),
    });
    const piece = await json(api(`${documents}/${documentId}/text?from=22&to=29`));
    expect(piece).toMatchObject({
      text: "Agreed.",
      place: { line: 2, page: null, speaker: "Tom", at: "00:01:00" },
    });
    const beyond = await json(api(`${documents}/${documentId}/text?from=900&to=2`));
    expect(beyond).toMatchObject({ text: "", from: beyond.characters });
  });

  it("come as a file that a browser saves and never shows", async () => {
    const name = `${unique("page")} "ü".html`;
    const content = "<!doctype html><script>alert(1)</script><p>Hello";
    const [{ documentId }] = (await json(bring({ [name]: content }))).files;
    const file = await api(`${documents}/${documentId}/raw`);
    expect(await file.text()).toBe(content);
    expect(file.headers.get("content-type")).toBe("application/octet-stream");
    expect(file.headers.get("x-content-type-options")).toBe("nosniff");
    expect(file.headers.get("content-disposition")).toMatch(
      /^attachment; filename="[\w. -]+"; filename\*=UTF-8''page/,
    );
  });
});

describe("A file that comes in parts", () => {
  it("goes on after it was cut off, and a part may come again", async () => {
    const bytes = new TextEncoder()
      .encode(`${unique("long")} ${"ten years of orders\n".repeat(300_000)}`)
      .slice(0, 5_500_000);
    const name = `${unique("long")}.txt`;
    const begun = await json(send(uploads, { name, bytes: bytes.length }));
    expect(begun).toMatchObject({ name, partBytes: uploadPartBytes, parts: [], complete: false });
    const [head, tail] = [bytes.slice(0, uploadPartBytes), bytes.slice(uploadPartBytes)];
    const short = await part(begun.id, 1, tail);
    expect(short.status).toBe(400);
    expect((await json(short)).error.message).toContain(`it has to have ${uploadPartBytes}`);
    expect((await part(begun.id, 3, tail)).status).toBe(400);
    expect((await json(part(begun.id, 2, tail))).parts).toEqual([2]);
    const early = await send(`${uploads}/${begun.id}/complete`, {});
    expect(early.status).toBe(409);
    expect((await json(early)).error.message).toContain("the parts 1 of 2 haven't come yet");
    await part(begun.id, 1, head);
    await part(begun.id, 1, head);
    expect(await json(api(`${uploads}/${begun.id}`))).toMatchObject({ parts: [1, 2], complete: false });
    const { files } = await json(send(`${uploads}/${begun.id}/complete`, {}));
    expect(files).toMatchObject([{ name, outcome: "new", state: "refused" }]);
    expect(files[0].reason).toContain("2,000,000 characters");
    const raw = await api(`${documents}/${files[0].documentId}/raw`);
    const digest = async (of: BufferSource) => hexOf(await crypto.subtle.digest("SHA-256", of));
    expect(await digest(await raw.arrayBuffer())).toBe(await digest(bytes));
    // An answer may get lost: the same call again tells of the same document.
    const again = await json(send(`${uploads}/${begun.id}/complete`, {}));
    expect(again.files).toMatchObject([{ outcome: "same", documentId: files[0].documentId }]);
    expect((await part(begun.id, 1, head)).status).toBe(409);
  });

  it("is refused before anything of it is sent when it is too large, and can be given up", async () => {
    const large = await send(uploads, { name: "film.pdf", bytes: 26_214_401 });
    expect(large.status).toBe(413);
    expect((await json(large)).error.message).toContain("film.pdf has 25.1 MB; at most 25 MB are read");
    const { id } = await json(send(uploads, { name: "b.txt", bytes: 3 }));
    expect(await json(send(`${uploads}/${id}`, {}, {}, "DELETE"))).toEqual({ kind: "aborted" });
    expect((await api(`${uploads}/${id}`)).status).toBe(404);
  });
});

describe("A PDF", () => {
  const later = Date.now() + 180_000;
  const withExecutor = (answer: () => Response) =>
    configuredSpine(
      { ...env, EXECUTOR_URL: "http://executor.test" },
      { now: () => later, fetch: async () => answer() },
    );

  it("waits while nobody reads PDFs, and is read when somebody does", async () => {
    const name = `${unique("offer")}.pdf`;
    const [taken] = (await json(bring({ [name]: makePdf([[name]]) }))).files;
    expect(taken).toMatchObject({ state: "waiting", reason: expect.stringContaining("the executor") });
    const pages = { kind: "read", pages: ["Ten years.", "Thirty days."] };
    await readWaitingDocuments(withExecutor(() => Response.json(pages)));
    const { newest } = await json(api(`${documents}/${taken.documentId}`));
    expect(newest).toMatchObject({ state: "read", type: "pdf", pages: 2, reason: null });
    const { text, marks } = await json(api(`${documents}/${taken.documentId}/text`));
    expect(text).toBe("Ten years.\n\nThirty days.\n");
    expect(marks.map(({ page }: { page: number }) => page)).toEqual([1, 2]);
    expect(await factsOf(taken.documentId)).toEqual(["document.received", "document.read"]);
  });

  it("with a password is refused", async () => {
    const name = `${unique("locked")}.pdf`;
    const [taken] = (await json(bring({ [name]: makePdf([[name]], { locked: true }) }))).files;
    const refusal = {
      kind: "refused",
      code: "encrypted",
      reason: "is protected with a password; save it without one",
    };
    await readWaitingDocuments(withExecutor(() => Response.json(refusal)));
    const { newest } = await json(api(`${documents}/${taken.documentId}`));
    expect(newest).toMatchObject({
      state: "refused",
      code: "encrypted",
      reason: `${name} ${refusal.reason}`,
    });
    expect((await json(api(`${documents}/${taken.documentId}/text`))).error.message).toContain(
      "no version that is read",
    );
  });
});
