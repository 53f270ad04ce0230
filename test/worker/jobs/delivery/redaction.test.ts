import { afterEach, expect, it } from "vitest";
import { aDelivery, deliver, prompts, seenOf } from "../../support/delivery.ts";
import { sandbox } from "../../support/slack.ts";
import { unique } from "../../support/spine.ts";
import { api, send } from "../../support/task.ts";

afterEach(async () => sandbox("/anthropic/_sandbox/forget", {}));

/** Sets the projects whose documents are shown without personal data. */
async function redactIn(redact: string[]): Promise<void> {
  const { rules } = JSON.parse(await (await api("/api/settings")).text());
  const { value, version } = rules;
  const changed = { rules: { ...value, delivery: { ...value.delivery, redact } }, version };
  expect((await send("/api/settings/rules", changed, {}, "PUT")).status).toBe(200);
}

const call = `WEBVTT

00:00:01.000 --> 00:00:05.000
<v Ines Ferrer>A confirmation must be sent to bookings@acme.example, and Jonas must see it.

00:00:06.000 --> 00:00:09.000
<v Jonas Weber>It must be kept for Ines at DE89 3704 0044 0532 0130 00, or call +49 30 1234567.
`;
const personal = /ines|ferrer|jonas|weber|acme\.example|3704 0044|1234567/i;
const elements = ["documents", "requirements", "stack"] as const;

it("shows the model no personal data where the rules say so, and people the true words at their place", async () => {
  await redactIn(["default"]);
  const { taskId, document } = await aDelivery(call, {
    name: "Call with Jonas.vtt",
    of: `acme/${unique()}`,
    isNew: true,
  });
  await deliver(taskId);
  const { task, row } = await seenOf(taskId);
  expect(task?.status).toBe("done");
  for (const element of elements) {
    const asked = await prompts(element);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.join()).not.toMatch(personal);
  }
  const [reading = ""] = await prompts("documents");
  expect(reading).toContain("[name 1]: A confirmation must be sent to [mail 1], and [name 2] must see it.");
  expect(reading).toContain("[name 2]: It must be kept for [name 1] at [iban 1], or call [phone 1].");

  const citations = row?.requirements?.requirements.flatMap((one) => one.citations) ?? [];
  expect(citations.map(({ quote }) => quote)).toEqual(
    [
      "A confirmation must be sent to bookings@acme.example, and Jonas must see it.",
      "It must be kept for Ines at DE89 3704 0044 0532 0130 00, or call +49 30 1234567.",
    ].map((quote) => expect.stringContaining(quote)),
  );
  for (const { from, to, quote } of citations) {
    const text = await api(`/api/projects/default/documents/${document.id}/text?from=${from}&to=${to}`);
    expect(await text.json()).toMatchObject({ text: quote });
  }
});

it("shows the model the documents as they are where the rules say nothing of it", async () => {
  await redactIn([]);
  const { taskId } = await aDelivery(call, { name: "call.vtt", of: `acme/${unique()}`, isNew: true });
  await deliver(taskId);
  const [reading = ""] = await prompts("documents");
  expect(reading).toContain("Ines Ferrer: A confirmation must be sent to bookings@acme.example");
});
