import { z } from "zod";

const form = z.strictObject({
  /** Whether the plan that is paid for has drafts, as not all of GitHub's have in private repositories. */
  drafts: z.boolean(),
  /** Whether the App was granted to write workflow files. */
  workflows: z.boolean(),
  /** Whether it was granted to make repositories. */
  administration: z.boolean(),
  /** What a ruleset says of commits that are pushed by git. Those that GitHub makes itself are signed, and pass. */
  pushRules: z.array(z.string().min(1)),
  /** Checks that must pass before a merge into the default branch; with none, nothing is required. */
  requiredChecks: z.array(z.string().min(1)),
  /** How many must approve before such a merge by the API. */
  requiredReviews: z.number().int().min(0),
  /** The ways in which the API merges. */
  mergeMethods: z.array(z.enum(["merge", "squash", "rebase"])),
  /** Whether what is required may be read. */
  readsRules: z.boolean(),
  /** Whether code is searched at all. */
  codeSearch: z.boolean(),
  /** Whether the pages of a comparison after the first list files too. */
  comparePages: z.boolean(),
  /** Entries that a tree is listed with at most. */
  treeEntries: z.number().int().min(1),
});
export type Conditions = z.infer<typeof form>;

/** Some of the conditions, as they are set from outside. */
export const conditionsRequest = form.partial();

const usual: Conditions = {
  drafts: true,
  workflows: true,
  administration: true,
  pushRules: [],
  requiredChecks: [],
  requiredReviews: 0,
  mergeMethods: ["merge", "squash", "rebase"],
  readsRules: true,
  codeSearch: true,
  comparePages: false,
  treeEntries: 100_000,
};

/** What GitHub allows here: by what is paid for, by rules that were set, and by what the App was granted. */
export class Terms {
  #now: Conditions = usual;

  get now(): Conditions {
    return this.#now;
  }

  set(some: z.infer<typeof conditionsRequest>): void {
    const given = Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined));
    this.#now = { ...this.#now, ...given };
  }

  reset(): void {
    this.#now = usual;
  }
}
