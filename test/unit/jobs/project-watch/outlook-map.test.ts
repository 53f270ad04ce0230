import { describe, expect, it } from "vitest";
import type { WireMessage } from "../../../../shared/integrations/graph/schema.ts";
import { signalOfMail } from "../../../../shared/jobs/project-watch/sources/outlook/map.ts";

const context = {
  project: "atlas",
  mailbox: "atlas@signalbox.example",
  folder: "inbox",
  people: [{ id: "maya", name: "Maya", role: "operator" as const, email: "maya@signalbox.example" }],
};
const from = (name: string, address: string) => ({ emailAddress: { name, address } });
const dmarc = (domain: string) => [
  { name: "Authentication-Results", value: `dmarc=pass header.from=${domain}` },
  { name: "Received", value: "from anywhere" },
];
const mail = (over: Partial<WireMessage> = {}): WireMessage => ({
  id: "AAkA1",
  subject: "Rollout\r\n on Monday",
  body: { contentType: "html", content: "<p>Yes</p>" },
  from: from("Maya Ortiz", "Maya@Signalbox.Example"),
  toRecipients: [from("Atlas", "Atlas@signalbox.example")],
  ccRecipients: [from("Carla", "carla@customer.example")],
  sentDateTime: "2026-11-20T09:00:00Z",
  receivedDateTime: "2026-11-20T09:00:05Z",
  conversationId: "AAQk1",
  internetMessageHeaders: dmarc("signalbox.example"),
  ...over,
});
const signal = (over: Partial<WireMessage> = {}, where: Partial<typeof context> = {}) =>
  signalOfMail(mail(over), [], { ...context, ...where });

describe("a mail as a signal", () => {
  it("is of its conversation, with its words as they came and everybody that it went to", () => {
    expect(signal()).toMatchObject({
      id: "watch:atlas:outlook:AAkA1",
      type: "mail_received",
      item: "AAQk1",
      title: "Rollout on Monday",
      text: "<p>Yes</p>",
      author: { name: "Maya Ortiz", address: "maya@signalbox.example" },
      to: ["atlas@signalbox.example", "carla@customer.example"],
      provenance: "internal",
      detail: { format: "html" },
    });
  });

  it("is from outside when it only claims to be from one of our people", () => {
    const spoofed = [
      { internetMessageHeaders: [] },
      { internetMessageHeaders: dmarc("evil.example") },
      {
        from: from("maya@signalbox.example", "maya@evil.example"),
        internetMessageHeaders: dmarc("evil.example"),
      },
      // It is who it says, and nobody of ours.
      { from: from("Eve", "eve@signalbox.example") },
      { from: null },
    ];
    expect(spoofed.map((over) => signal(over)?.provenance)).toEqual(spoofed.map(() => "external"));
  });

  it("is the mailbox's own when it is from it, and trusted where it has sent it", () => {
    const own = { from: from("Atlas", context.mailbox), internetMessageHeaders: null };
    expect(signal(own, { folder: "SentItems" })).toMatchObject({ type: "mail_sent", provenance: "internal" });
    expect(signal(own)).toMatchObject({ type: "mail_sent", provenance: "external" });
    const arrived = { ...own, internetMessageHeaders: [{ name: "Received", value: "from evil.example" }] };
    expect(signal(arrived, { folder: "sentitems" })).toMatchObject({ provenance: "external" });
  });

  it("happened when it was sent, and never after it came in", () => {
    const at = (sentDateTime: string) => signal({ sentDateTime })?.at;
    expect(at("2026-11-01T00:00:00Z")).toBe(Date.parse("2026-11-01T00:00:00Z"));
    expect(at("2031-01-01T00:00:00Z")).toBe(Date.parse("2026-11-20T09:00:05Z"));
    expect(at("0001-01-01T00:00:00Z")).toBe(Date.parse("2026-11-20T09:00:05Z"));
  });

  it("is none while it is a draft, is cut when it is endless, and says that a machine has answered", () => {
    expect(signal({ isDraft: true })).toBeNull();
    const long = signal({ body: { contentType: "text", content: "a".repeat(300_000) } });
    expect([long?.text?.length, long?.detail["cut"]]).toEqual([200_000, "of 300000 characters"]);
    const automatic = [...dmarc("signalbox.example"), { name: "Auto-Submitted", value: "auto-replied" }];
    expect(signal({ internetMessageHeaders: automatic })?.detail["automatic"]).toBe("auto-replied");
  });
});
