import { field, type Stage } from "./github-stage.ts";

export const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** What the App does through the API, on a stage. */
export class GithubApp {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async head(branch = "main"): Promise<string> {
    const { json } = await this.#stage.api("GET", `repos/acme/shop/git/ref/heads/${branch}`);
    return field(json, "object", "sha");
  }

  async createBranch(branch: string) {
    const sha = await this.head();
    return this.#stage.api("POST", "repos/acme/shop/git/refs", { ref: `refs/heads/${branch}`, sha });
  }

  async mutate(name: string, input: object, authorization?: string) {
    const by = authorization ?? `Bearer ${await this.#stage.token()}`;
    return this.#stage.call("POST", "api/graphql", by, {
      query: `mutation Any($input: AnyInput!) { ${name}(input: $input) { clientMutationId } }`,
      variables: { input },
    });
  }
}

/** A commit of one file on the branch fix/one. */
export const commitInput = (expectedHeadOid: string, path = "PLAN.md", text = "# Plan\n") => ({
  branch: { repositoryNameWithOwner: "acme/shop", branchName: "fix/one" },
  expectedHeadOid,
  message: { headline: "docs: a plan", body: "for task 1" },
  fileChanges: { additions: [{ path, contents: base64(text) }], deletions: [] },
});
