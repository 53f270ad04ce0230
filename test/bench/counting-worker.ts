import type { WorkflowEvent, WorkflowStep } from "cloudflare:workers";
import { BoardAgent as RealBoardAgent } from "../../durable-objects/board-agent.ts";
import { BudgetLedger as RealBudgetLedger } from "../../durable-objects/budget-ledger.ts";
import { ProjectAgent as RealProjectAgent } from "../../durable-objects/project-agent.ts";
import { TaskAgent as RealTaskAgent } from "../../durable-objects/task-agent.ts";
import worker from "../../workers/index.ts";
import { EditorialWorkflow as RealEditorialWorkflow } from "../../workflows/editorial/editorial-workflow.ts";
import { ErrandWorkflow as RealErrandWorkflow } from "../../workflows/errand/errand-workflow.ts";
import { countedEnv, countedStep, counts, countFetches } from "./support/counting.ts";

/**
 * The Worker with every use of a binding counted, for the bench alone: the same handlers and classes, on an environment
 * whose bindings count. A class that the Worker gains needs a line here; wrangler names it when it is missing.
 */
export class BoardAgent extends RealBoardAgent {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, countedEnv(env, "board"));
  }
}

export class BudgetLedger extends RealBudgetLedger {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, countedEnv(env, "budget"));
  }
}

export class ProjectAgent extends RealProjectAgent {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, countedEnv(env, "project"));
  }
}

export class TaskAgent extends RealTaskAgent {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, countedEnv(env, "agent"));
  }
}

export class EditorialWorkflow extends RealEditorialWorkflow {
  constructor(ctx: ExecutionContext, env: Env) {
    super(ctx, countedEnv(env, "workflow"));
  }

  override async run(event: Readonly<WorkflowEvent<{ taskId: string }>>, step: WorkflowStep): Promise<void> {
    return super.run(event, countedStep(step, "workflow"));
  }
}

export class ErrandWorkflow extends RealErrandWorkflow {
  constructor(ctx: ExecutionContext, env: Env) {
    super(ctx, countedEnv(env, "errand"));
  }

  override async run(event: Readonly<WorkflowEvent<{ taskId: string }>>, step: WorkflowStep): Promise<void> {
    return super.run(event, countedStep(step, "errand"));
  }
}

/** Uses no binding, so there is nothing in it to count. */
export { ServiceGate } from "../../durable-objects/service-gate.ts";

countFetches();

export default {
  fetch: async (request, env, ctx) => {
    if (new URL(request.url).pathname !== "/_bench/counts")
      return worker.fetch(request, countedEnv(env, "door"), ctx);
    const answer = Response.json(Object.fromEntries(counts));
    if (request.method === "DELETE") counts.clear();
    return answer;
  },
  queue: async (batch, env) => worker.queue(batch, countedEnv(env, "queue")),
  scheduled: async (controller, env) => worker.scheduled(controller, countedEnv(env, "cron")),
} satisfies ExportedHandler<Env>;
