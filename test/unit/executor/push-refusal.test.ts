import { describe, expect, it } from "vitest";
import { pushFailure } from "../../../containers/executor/src/referee/push-refusal.ts";

const ruleset = `remote: error: GH013: Repository rule violations found for refs/heads/fix/t1.
remote: Review all repository rules at https://github.com/acme/shop/rules?ref=refs%2Fheads%2Ffix%2Ft1
remote:
remote: - Commits must have verified signatures.
remote:
To https://github.com/acme/shop.git
 ! [remote rejected] 0c4d -> fix/t1 (push declined due to repository rule violations)
error: failed to push some refs to 'https://github.com/acme/shop.git'`;

const workflow = `To https://github.com/acme/shop.git
 ! [remote rejected] 0c4d -> fix/t1 (refusing to allow a GitHub App to create or update workflow \`.github/workflows/ci.yml\` without \`workflows\` permission)
error: failed to push some refs to 'https://github.com/acme/shop.git'`;

const forbidden = `remote: Permission to acme/shop.git denied to signalbox[bot].
fatal: unable to access 'https://github.com/acme/shop.git/': The requested URL returned error: 403`;

describe("a push that fails", () => {
  it.each([
    [
      "by a ruleset",
      ruleset,
      [/^error: GH013/, /verified signatures/, /declined due to repository rule violations$/],
    ],
    ["for a workflow file", workflow, [/^refusing to allow .* without `workflows` permission$/]],
    ["for a permission", forbidden, [/^Permission to acme\/shop\.git denied to signalbox\[bot\]\.$/]],
  ])("%s is refused in the remote's own words", (_how, written, words) => {
    const failure = pushFailure(`git push failed: ${written}`);
    expect(failure).toMatchObject({ kind: "refused" });
    for (const part of words) expect(failure).toMatchObject({ words: expect.stringMatching(part) });
    expect(failure).not.toMatchObject({ words: expect.stringContaining("failed to push some refs") });
  });

  it.each([
    " ! [rejected]        0c4d -> fix/t1 (fetch first)",
    " ! [remote rejected] 0c4d -> fix/t1 (non-fast-forward)",
    " ! [remote rejected] 0c4d -> fix/t1 (cannot lock ref 'refs/heads/fix/t1': is at 1 but expected 2)",
  ])("because somebody was faster is no refusal: %s", (written) => {
    expect(pushFailure(written)).toEqual({ kind: "moved" });
  });

  it("for the network's sake says nothing of either", () => {
    expect(pushFailure("fatal: unable to access 'https://x/': Could not resolve host: x")).toEqual({
      kind: "unknown",
    });
  });
});
