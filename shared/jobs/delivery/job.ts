import { type Job, taking } from "../../spine/job.ts";
import { onPullRequest } from "../../changes/on-pull-request.ts";
import { pullRequestForm } from "../../changes/pull-request-event.ts";
import { planningTasks } from "../queues.ts";
import { beginDelivery } from "./begin-delivery.ts";
import { deliveryName } from "./name.ts";
import { deliveryForm, storyForm, storySignal } from "./signals.ts";
import { beginStory } from "./stories/begin-story.ts";

const happened = (label: string) =>
  taking(label, pullRequestForm, async (spine, signal) => onPullRequest(spine, signal, deliveryName));

/** From a customer's documents to software: requirements with their sources, a plan that people agree to, and its stories. */
export const delivery: Job = {
  name: deliveryName,
  queues: [planningTasks],
  workflow: (env) => env.DELIVERY,
  proposes: [
    "delivery_plan",
    "repository_create",
    "foundation_lay",
    "story_execute",
    "pull_request_draft",
    "pull_request_ready",
    "github_comment",
  ],
  revisable: true,
  takes: {
    "api.delivery": taking("Delivery from documents", deliveryForm, async (spine, signal) =>
      beginDelivery(spine, signal),
    ),
    [storySignal]: taking("Story of a delivery", storyForm, async (spine, signal) =>
      beginStory(spine, signal),
    ),
    "github.comment": happened("Comment on a pull request"),
    "github.closed": happened("Pull request closed"),
    "github.checks": happened("Checks on a pull request"),
  },
  budgetUsd: ({ LLM_FIX_BUDGET_USD }) => LLM_FIX_BUDGET_USD,
  duties: {},
};
