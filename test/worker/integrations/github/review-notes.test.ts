import { beforeAll, describe, expect, it } from "vitest";
import { githubClient } from "../../../../shared/integrations/github/client.ts";
import { push, quietGithub, readyPull, repository, review } from "../../support/github.ts";
import { spine } from "../../support/spine.ts";

const github = githubClient(spine);

beforeAll(quietGithub);

describe("what reviewers want", { timeout: 90_000 }, () => {
  it("is there with its places, its commits and whose it is, and who still wants changes", async () => {
    const { number, head: branch, headSha } = await readyPull();
    const comments = [{ path: "src/cart.js", line: 3, body: "Why not a map?" }];
    await review(number, "lena-f", "CHANGES_REQUESTED", { body: "Not yet", comments });
    const head = await push(branch, "src/more.js", "// more\n");
    await review(number, "maya-ortiz", "APPROVED", { body: "" });
    const notes = await github.reviewNotes(repository, number);
    expect(notes).toMatchObject({ kind: "answered", value: { head, wanting: ["lena-f"] } });
    const remarks = notes.kind === "answered" ? notes.value.remarks : [];
    const written = { author: "lena-f", commit: headSha, answers: null };
    expect(remarks.toSorted((a, b) => a.body.localeCompare(b.body))).toMatchObject([
      { ...written, path: null, line: null, body: "Not yet", review: expect.any(Number) },
      { ...written, path: "src/cart.js", line: 3, body: "Why not a map?", review: remarks[0]?.review },
    ]);
    await review(number, "lena-f", "APPROVED");
    expect(await github.reviewNotes(repository, number)).toMatchObject({ value: { wanting: [] } });
  });
});
