import { type Job, taking } from "../../spine/job.ts";
import { planningTasks } from "../queues.ts";
import { beginDelivery } from "./begin-delivery.ts";
import { deliveryName } from "./name.ts";
import { deliveryForm } from "./signals.ts";

/** From a customer's documents to software: requirements with their sources, a plan that people agree to, and its stories. */
export const delivery: Job = {
  name: deliveryName,
  queues: [planningTasks],
  workflow: (env) => env.DELIVERY,
  proposes: ["delivery_plan"],
  revisable: true,
  takes: {
    "api.delivery": taking("Delivery from documents", deliveryForm, async (spine, signal) =>
      beginDelivery(spine, signal),
    ),
  },
  budgetUsd: ({ LLM_FIX_BUDGET_USD }) => LLM_FIX_BUDGET_USD,
  duties: {},
};
