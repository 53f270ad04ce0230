import { describe, expect, it } from "vitest";
import { together } from "../../../../../shared/jobs/project-watch/thinking/plan.ts";
import { voicesOf } from "../../../../../shared/jobs/project-watch/thinking/voices.ts";
import { mail, reading } from "./scene.ts";

const words = "The supplier delivers the certificate two weeks later than planned.";
const by = (name: string) => ({ author: { name, address: null } });
const count = (...signals: Parameters<typeof reading>[0]) => voicesOf(reading(signals)).length;

describe("who speaks", () => {
  it("two people who say it in their own words are two", () => {
    expect(count(mail(words, by("Ana")), mail("We wait for the certificate until June.", by("Tom")))).toBe(2);
  });

  it("copies and forwards of one mail are one, by whomever they come", () => {
    const forward = `FYI\n\n---------- Forwarded message ---------\nFrom: Ana <ana@x.example>\nDate: Mon\nSubject: x\n\n${words}`;
    expect(count(mail(words, by("Ana")), mail(words, by("Tom")))).toBe(1);
    expect(count(mail(words, by("Ana")), mail(forward, { ...by("Tom"), title: "Fwd: x" }))).toBe(1);
  });

  it("somebody who only quotes it adds nothing, and whoever changes a ticket again and again is one", () => {
    expect(count(mail(words, by("Ana")), mail("As I said: it is late.", by("Ana")))).toBe(1);
    expect(count(mail("", { ...by("Jo"), text: null }), mail("", { ...by("jo "), text: null }))).toBe(1);
  });
});

describe("what is proposed twice", () => {
  const comment = (text: string, provenance: "internal" | "external", source: string) => ({
    kind: "jira_comment" as const,
    payload: { issue: "ATL-1", text },
    title: "Comment on ATL-1",
    why: text,
    sources: [source],
    voices: 1,
    item: "ATL-1",
    provenance,
  });

  it("is proposed once, says all, and comes from as far outside as any of it", () => {
    const plans = [comment("One.", "internal", "a"), comment("Two.", "external", "b")].map((action) => ({
      actions: [action],
      changes: [],
      refused: [],
    }));
    expect(together(plans).actions).toMatchObject([
      { payload: { text: "One.\n\nTwo." }, provenance: "external", sources: ["a", "b"] },
    ]);
  });
});
