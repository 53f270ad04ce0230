import { beforeAll, describe, expect, it } from "vitest";
import { githubClient } from "../../../../shared/integrations/github/client.ts";
import { quietGithub, readyPull, repository, review } from "../../support/github.ts";
import { spine } from "../../support/spine.ts";

const github = githubClient(spine);

beforeAll(quietGithub);

describe("what a review says line by line", { timeout: 90_000 }, () => {
  it("is there with its places, and without what other reviews say", async () => {
    const { number } = await readyPull();
    const at = (line: number, body: string) => ({ comments: [{ path: "src/cart.js", line, body }] });
    await review(number, "lena-f", "CHANGES_REQUESTED", { body: "Not yet", ...at(3, "Why not a map?") });
    await review(number, "maya-ortiz", "COMMENTED", at(4, "Hm."));
    const reviews = await github.reviewsOf(repository, number);
    const [first] = reviews.kind === "answered" ? reviews.value : [];
    const since = (ms: number) => ({
      review: first?.id ?? 0,
      since: new Date(Date.now() + ms).toISOString().replace(/\.\d+Z$/, "Z"),
    });
    expect(await github.remarksOf(repository, number, since(-60_000))).toMatchObject({
      kind: "answered",
      value: [{ path: "src/cart.js", line: 3, body: "Why not a map?", at: first?.at }],
    });
    expect(await github.remarksOf(repository, number, since(60_000))).toMatchObject({ value: [] });
  });
});
