import { pullRequestDraft } from "../../../shared/actions/pull-request-draft.ts";
import type { FoundationLay } from "../../../shared/actions/foundation-lay.ts";
import type { StoryExecute } from "../../../shared/actions/story-execute.ts";
import { executorAssignments } from "../../../shared/db/schema.ts";
import { storedSpec } from "../../../shared/executor/full-spec.ts";
import { sealActionKind } from "../../../shared/spine/action-kind.ts";
import { aDelivery, agreeable, agreedDelivery, agreedOn } from "./agreeable-plan.ts";
import { draftPayload, headOf, repository, resultOf } from "./github.ts";
import type { LostAnswerTrial } from "./network-trials.ts";
import { spine } from "./spine.ts";

/** A foundation that an agreed plan has. */
export async function foundationPayload(mark: string): Promise<FoundationLay> {
  return {
    ...(await agreedDelivery(agreeable(mark, { name: repository, isNew: true }))),
    repository,
    base: "main",
    baseCommit: await headOf("main"),
    stack: "node_api",
    name: "checkout",
    description: mark,
    deadlineMs: 60_000,
  };
}

/** The one story of an agreed plan, on a branch that shows it. */
export async function storyPayload(mark: string): Promise<StoryExecute> {
  const plan = agreeable(mark, { name: repository, isNew: false });
  const [story] = plan.stories;
  const [files] = plan.design.stories;
  if (story === undefined || files === undefined) throw new Error("the plan has no story");
  const agreed = await agreedDelivery(plan);
  const draft = { ...(await draftPayload(mark)), branch: `story/${mark}` };
  const { pullRequest, planCommit = "" } = await resultOf(sealActionKind(pullRequestDraft), draft);
  const { base, baseCommit, branch } = draft;
  return {
    ...agreed,
    story,
    tests: files.tests,
    code: files.code,
    repository,
    base,
    baseCommit,
    branch,
    planCommit,
    pullRequest: Number(pullRequest),
    testCommand: null,
    report: mark,
    deadlineMs: 60_000,
  };
}

async function specsOf(mark: string): Promise<number> {
  const rows = await spine.db.select().from(executorAssignments);
  const specs = await Promise.all(rows.map(async (row) => storedSpec(spine, row)));
  return specs.filter((spec) => (spec.mode === "scaffold" ? spec.description : spec.report) === mark).length;
}

/** Those of the kinds that a delivery leads to. */
export const deliveryTrials: Record<string, LostAnswerTrial> = {
  delivery_plan: {
    payload: (mark) => agreeable(mark),
    service: null,
    path: "",
    prepare: async (actionId) => aDelivery(actionId),
    outside: async (mark) => agreedOn(mark),
  },
  foundation_lay: { payload: foundationPayload, service: null, path: "", outside: specsOf },
  story_execute: { payload: storyPayload, service: null, path: "", outside: specsOf },
};
