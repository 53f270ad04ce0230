import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { ledger } from "../../../../shared/db/schema.ts";
import { onEmail } from "../../../../workers/email.ts";
import { spine, unique } from "../../support/spine.ts";
import { api } from "../../support/task.ts";

const documents = "/api/projects/default/documents";
const json = async (response: Response | Promise<Response>) => JSON.parse(await (await response).text());

describe("A mail to a project's address", () => {
  const rules = JSON.stringify({ delivery: { mailboxes: { "briefs@signalbox.example": "default" } } });
  const people = JSON.stringify([{ id: "maya", name: "Maya", role: "approver", email: "maya@ours.example" }]);
  const mailEnv = { ...env, RULES: rules, PEOPLE: people, EMAIL_AUTHSERV: "mx.ours.example" };

  /** Delivers a mail with an attachment; returns why it was refused. */
  async function arrives(from: string, verdict: string, mark: string): Promise<string | null> {
    let refusal: string | null = null;
    const lines = [
      `Authentication-Results: mx.ours.example; ${verdict}`,
      `From: Maya <${from}>`,
      "To: briefs@signalbox.example",
      `Message-ID: <${mark}@ours.example>`,
      `Subject: ${mark}`,
      "MIME-Version: 1.0",
      'Content-Type: multipart/mixed; boundary="b"',
      "",
      "--b",
      "Content-Type: text/plain",
      "",
      `The brief is attached, ${mark}.`,
      "--b",
      `Content-Disposition: attachment; filename="${mark}.md"`,
      "Content-Type: text/markdown",
      "",
      `# ${mark}`,
      "--b--",
    ];
    const raw = new TextEncoder().encode(lines.join("\r\n"));
    await onEmail(
      {
        to: "Briefs@signalbox.example",
        rawSize: raw.length,
        raw: new Blob([raw]).stream(),
        setReject: (reason) => {
          refusal = reason;
        },
      },
      mailEnv,
    );
    return refusal;
  }
  const listed = async (mark: string) =>
    (await json(api(`${documents}?limit=100`))).documents.filter(({ name }: { name: string }) =>
      name.includes(mark),
    );

  it("is a document, and so is what is attached, when it is proven to be one of us", async () => {
    const mark = unique("brief");
    expect(await arrives("maya@ours.example", "dmarc=pass header.from=ours.example", mark)).toBeNull();
    const found = await listed(mark);
    expect(found).toHaveLength(2);
    for (const { newest } of found)
      expect(newest).toMatchObject({ by: "maya", state: "read", provenance: "internal" });
    const mail = found.find(({ newest }: { newest: { type: string } }) => newest.type === "eml");
    const attached = found.find(({ name }: { name: string }) => name === `${mark}.md`);
    expect(attached.newest.partOf).toBe(mail.id);
  });

  it("of anybody else is refused, and on record without being kept", async () => {
    const mark = unique("stranger");
    expect(await arrives("eve@client.example", "dmarc=pass header.from=client.example", mark)).toContain(
      "not on the list of people",
    );
    expect(await arrives("maya@ours.example", "dmarc=fail header.from=ours.example", mark)).toContain(
      "it isn't proven that they sent it",
    );
    expect(await listed(mark)).toEqual([]);
    const all = await spine.db.select().from(ledger);
    const facts = all.filter(
      ({ type, data }) => type === "document.refused" && JSON.stringify(data).includes(mark),
    );
    expect(facts.map(({ data }) => data["by"])).toEqual(["mail:eve@client.example", "maya"]);
  });
});
