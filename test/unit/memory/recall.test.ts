import { describe, expect, it } from "vitest";
import { isSame } from "../../../shared/memory/is-same.ts";
import { lexicalEmbedder, lexicalVector } from "../../../shared/memory/lexical-embedder.ts";
import { groupWishes } from "../../../shared/memory/house/group-wishes.ts";
import { knowsOfIt, wantedBy } from "../../../shared/jobs/editorial/written-before.ts";
import { inParts } from "../../../shared/jobs/delivery/documents/in-parts.ts";
import { bestThreshold } from "../../recall/best-threshold.ts";
import { measure } from "../../recall/measure.ts";
import { memories } from "../../recall/memories.ts";

const cosine = (a: string, b: string): number => {
  const [one, other] = [lexicalVector(a), lexicalVector(b)];
  return one.reduce((sum, part, at) => sum + part * (other[at] ?? 0), 0);
};

describe("the lexical embedder on the labelled set", () => {
  it("finds four of five answers among the first five, and takes no other text for the one that is asked for", async () => {
    const { recall, misjudged, near, same, sameFrom, closeFrom } = await measure(lexicalEmbedder);
    expect(recall).toBeGreaterThanOrEqual(0.8);
    expect(misjudged).toEqual([]);
    // What it says of the thresholds tells the one from the other, too.
    expect(sameFrom).toMatchObject({ wrong: 0 });
    expect(sameFrom.from > near && sameFrom.from < same).toBe(true);
    expect(closeFrom.wrong / closeFrom.of).toBeLessThan(0.4);
  });

  it.each([
    [[0.7, 0.8], [0.2, 0.3], { from: 0.5, wrong: 0, of: 4 }],
    [[0.2, 0.8, 0.9], [0.3, 0.4], { from: 0.6, wrong: 1, of: 5 }],
    [[0.5], [0.5], { from: 1, wrong: 2, of: 2 }],
  ])("tells %j from %j by %o", (right, wrong, threshold) => {
    expect(bestThreshold(right, wrong)).toEqual(threshold);
  });

  it("knows the text that is asked for when it is long, and only that", () => {
    const filler = memories.map(([, , title, text]) => `${title}. ${text}`).join("\n");
    const request =
      "Rotating credentials\nWrite about rotating database credentials: weekly changes are worth little to a thief, both credentials work for an hour";
    const text = `Rotating database credentials\nCredentials that change weekly: changes are worth little to a thief. Both the old and new credentials work for an hour, when rotating. ${filler.slice(0, 600)}`;
    expect(isSame(lexicalEmbedder, request, { text, cosine: cosine(request, text) })).toBe(true);
    expect(isSame(lexicalEmbedder, request, { text: filler, cosine: cosine(request, filler) })).toBe(false);
  });
});

describe("what people keep asking for", () => {
  const wish = (text: string, n: number) => ({ id: `w${n}`, taskId: `t${n}`, text });

  it("is what three tasks were told in nearly the same words, in the sentence that says it best", () => {
    const wishes = [
      "Shorter opening please.",
      "The opening should be shorter. Thanks!",
      "A shorter opening",
      "Add a table",
    ];
    expect(groupWishes(wishes.map(wish))).toMatchObject([{ evidence: ["w0", "w1", "w2"] }]);
    expect(groupWishes(wishes.slice(1).map(wish))).toEqual([]);
  });
});

describe("a request for what has been written", () => {
  const older = { title: "From crontabs to queues", url: "https://blog.example.com/crontabs/" };

  it("says so itself by a word, the address or the title", () => {
    expect(knowsOfIt("Write a follow-up on queues", older)).toBe(true);
    expect(knowsOfIt("Schreib eine Fortsetzung", older)).toBe(true);
    expect(knowsOfIt("after https://blog.example.com/crontabs/", older)).toBe(true);
    expect(knowsOfIt("unlike “From Crontabs to Queues”, it tells of costs", older)).toBe(true);
    expect(knowsOfIt("write a blog post about cron and queues", older)).toBe(false);
  });

  it("is left only by a clear no", () => {
    expect(wantedBy("Leave it")).toBe("leave");
    expect(wantedBy("nein, lass es")).toBe("leave");
    expect(wantedBy("As a follow-up, please")).toBe("follow-up");
    expect(wantedBy("anew")).toBe("anew");
    expect(wantedBy("Don't leave anything out this time, and write it anew with the numbers of May")).toBe(
      "anew",
    );
  });
});

describe("a document in parts", () => {
  it("keeps paragraphs together, cuts long ones between words, and stops after forty", () => {
    expect(inParts("One.\n\nTwo.")).toEqual(["One.\n\nTwo."]);
    const parts = inParts("walnut ".repeat(20_000));
    expect(parts).toHaveLength(40);
    expect(parts.every((part) => part.length <= 1500 && !part.includes("walnutw"))).toBe(true);
    expect(inParts("  \n\n ")).toEqual([]);
  });
});
