import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { editorial } from "../../../../../shared/jobs/editorial/job.ts";
import { taskIdOf } from "../../../../../shared/spine/jobs.ts";
import { onEmail } from "../../../../../workers/email.ts";
import { unique } from "../../../support/spine.ts";
import { taskIn } from "../../../support/task.ts";

/** A mail from outside that Email Routing hands over; returns its task. */
async function arrives(lines: readonly string[]): Promise<string> {
  const id = unique();
  const head = [
    "From: Ada <ada@client.example>",
    "To: desk@signalbox.example",
    `Message-ID: <${id}@client.example>`,
  ];
  const raw = new TextEncoder().encode([...head, ...lines].join("\r\n"));
  const message = {
    to: "desk@signalbox.example",
    rawSize: raw.length,
    raw: new Blob([raw]).stream(),
    setReject: (reason: string) => {
      throw new Error(reason);
    },
  };
  await onEmail(message, env);
  return taskIdOf(`mail:desk@signalbox.example:<${id}@client.example>`, editorial);
}

it("answers no mail that asks for nothing, and says why", async () => {
  const taskId = await arrives(["Subject: Re: Export", "", "Thanks, it works now!"]);
  const { task, timeline, actions } = await taskIn(taskId, "rejected");
  expect(task.failure).toEqual({ code: "rejected", message: "nothing asked" });
  const classified = timeline.find(({ type }) => type === "intent.classified");
  expect(classified?.data).toMatchObject({ reason: expect.stringContaining("asks for nothing") });
  expect(actions.map(({ kind }) => kind)).not.toContain("email_reply");
});

it("reads a text that is attached as anybody's words, and names the rest to whoever approves", async () => {
  const part = (type: string, name: string, text: string) => [
    "--a",
    `Content-Type: ${type}`,
    `Content-Disposition: attachment; filename="${name}"`,
    "",
    text,
  ];
  const taskId = await arrives([
    "Subject: Invoices",
    'Content-Type: multipart/mixed; boundary="a"',
    "",
    "--a",
    "Content-Type: text/plain",
    "",
    "Could you tell me which of these are open?",
    ...part("text/csv", "invoices.csv", "number,sum\r\n2026-17,4000"),
    ...part("application/pdf", "offer.pdf", "%PDF-1.4"),
    "--a--",
  ]);
  const { timeline, approvals } = await taskIn(taskId, "waiting_approval");
  expect(approvals).toHaveLength(1);
  expect(JSON.stringify(timeline)).toContain("external input");
});
