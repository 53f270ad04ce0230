import { code, type Mrkdwn, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { cut } from "../../shared/platform/cut.ts";
import { lookUp } from "../../shared/platform/look-up.ts";
import type { DurableRun } from "../durable-run.ts";

/** Whom the rules want to be asked for a review in a repository, as an action's payload has it. */
export function reviewersOf({ spine }: DurableRun, repository: string): { reviewers?: string[] } {
  const { reviewers = [] } = lookUp(spine.settings.RULES.repositories, repository) ?? {};
  return reviewers.length === 0 ? {} : { reviewers };
}

/** Whom GitHub takes for no reviewer, and where to mend it; no words where it takes all. */
export function unaskedWords(unasked: string): Mrkdwn {
  return unasked === ""
    ? mrkdwn``
    : mrkdwn`\n:warning: GitHub lets me ask not everybody for a review: ${cut(unasked, 500)}. What is to mend is the repository's ${code("reviewers")} in RULES, or who may read it on GitHub.`;
}
