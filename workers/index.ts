import { app } from "./app.ts";
import { onCron } from "./cron.ts";
import { onEmail } from "./email.ts";
import { queues } from "./queues/registry.ts";
import { lookUp } from "../shared/platform/look-up.ts";

export { BoardAgent } from "../durable-objects/board-agent.ts";
export { BudgetLedger } from "../durable-objects/budget-ledger.ts";
export { ProjectAgent } from "../durable-objects/project-agent.ts";
export { ServiceGate } from "../durable-objects/service-gate.ts";
export { TaskAgent } from "../durable-objects/task-agent.ts";
export { Watchdog } from "../durable-objects/watchdog.ts";
export { Executor } from "../durable-objects/executor.ts";
export { BugFixWorkflow } from "../workflows/bug-fix/bug-fix-workflow.ts";
export { DeliveryWorkflow } from "../workflows/delivery/delivery-workflow.ts";
export { EditorialWorkflow } from "../workflows/editorial/editorial-workflow.ts";
export { ErrandWorkflow } from "../workflows/errand/errand-workflow.ts";
export { MeetingsWorkflow } from "../workflows/meetings/meetings-workflow.ts";
export { ProjectWatchWorkflow } from "../workflows/project-watch/project-watch-workflow.ts";

export default {
  fetch: app.fetch,
  queue: async (batch, env) => {
    const consumer = lookUp(queues, batch.queue);
    if (!consumer) throw new Error(`no handler for the queue ${batch.queue}`);
    await consumer(batch, env);
  },
  email: async (message, env) => onEmail(message, env),
  scheduled: async (_event, env) => onCron(env),
} satisfies ExportedHandler<Env>;
