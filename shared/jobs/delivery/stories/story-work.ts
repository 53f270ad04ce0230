import type { Citation } from "../../../domain/delivery/citation.ts";
import type { DeliveryPlan } from "../../../domain/delivery/delivery-plan.ts";
import type { Story } from "../../../domain/delivery/requirement.ts";
import type { StackId } from "../../../domain/delivery/stack-id.ts";

/** A story of an agreed plan, with what building it needs of the plan. */
export interface StoryWork {
  /** Task of the delivery, and the digest of its plan. */
  delivery: string;
  plan: string;
  /** What the delivery is called. */
  of: string;
  story: Story;
  tests: string[];
  code: string[];
  stack: StackId;
  description: string;
  interfaces: DeliveryPlan["design"]["interfaces"];
  /** What it answers, in the customer's words, each with the document's name. */
  requirements: {
    id: string;
    statement: string;
    sources: (Pick<Citation, "quote"> & { document: string })[];
  }[];
  /** What somebody has said about it when it failed before; null: nothing. */
  said: string | null;
}

/** A story as the plan has it; null when the plan has none of that id. */
export function storyWorkOf(
  plan: DeliveryPlan,
  {
    delivery,
    digest,
    story: id,
    said,
  }: { delivery: string; digest: string; story: string; said: string | null },
): StoryWork | null {
  const story = plan.stories.find((one) => one.id === id);
  const files = plan.design.stories.find((one) => one.story === id);
  if (story === undefined || files === undefined) return null;
  const nameOf = new Map(plan.documents.map((one) => [one.id, one.name]));
  return {
    delivery,
    plan: digest,
    of: plan.title,
    story,
    tests: files.tests,
    code: files.code,
    stack: plan.design.stack,
    description: plan.design.description,
    interfaces: plan.design.interfaces,
    requirements: plan.requirements
      .filter((one) => story.requirements.includes(one.id))
      .map(({ id: requirement, statement, citations }) => ({
        id: requirement,
        statement,
        sources: citations
          .slice(0, 3)
          .map(({ document, quote }) => ({ quote, document: nameOf.get(document) ?? document })),
      })),
    said,
  };
}
