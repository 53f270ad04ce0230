import {
  type DurableObject,
  type WorkflowEntrypoint,
  type WorkflowEvent,
  type WorkflowStep,
} from "cloudflare:workers";
import worker from "../../workers/index.ts";
import { updateArtefacts } from "./support/artefact-updates.ts";
import { countedEnv, countedStep, countFetches, countInvocation, countLogs } from "./support/counting.ts";
import { counts } from "./support/counts.ts";
import { searchMemories, seedMemories } from "./support/memory-searches.ts";
import { onlooker } from "./support/onlooker.ts";
import { measureWatch } from "./support/watch-worker.ts";

/*
 * The Worker with every use of a binding counted, for the bench alone: the same handlers and classes, on an environment
 * whose bindings count. Its main module is written by `writeCountingConfig`, which knows the classes.
 */

/** A Durable Object's class whose uses count under a name. */
export function countedObject(
  Real: new (ctx: DurableObjectState, env: Env) => DurableObject<Env>,
  place: string,
): new (ctx: DurableObjectState, env: Env) => DurableObject<Env> {
  return class extends Real {
    constructor(ctx: DurableObjectState, env: Env) {
      super(ctx, countedEnv(env, place));
    }
  };
}

/** A workflow's class whose uses, and steps, count under a name. */
export function countedWorkflow(
  Real: new (ctx: ExecutionContext, env: Env) => WorkflowEntrypoint<Env>,
  place: string,
): new (ctx: ExecutionContext, env: Env) => WorkflowEntrypoint<Env> {
  return class extends Real {
    constructor(ctx: ExecutionContext, env: Env) {
      super(ctx, countedEnv(env, place));
    }

    override async run(event: Readonly<WorkflowEvent<unknown>>, step: WorkflowStep): Promise<unknown> {
      countInvocation(place);
      return super.run(event, countedStep(step, place));
    }
  };
}

countFetches();
countLogs();

function doorOf(event: unknown): string {
  const reads =
    event instanceof Request && event.method === "GET" && new URL(event.url).pathname.startsWith("/api/");
  return reads ? onlooker : "door";
}

/** Each of the Worker's handlers on an environment that counts under its name; what answers requests is the door, or an onlooker's. */
const handlers = Object.fromEntries(
  Object.entries(worker).map(([name, handler]) => {
    const counted = async (event: unknown, env: Env, ctx: ExecutionContext): Promise<unknown> => {
      const place = name === "fetch" ? doorOf(event) : name;
      countInvocation(place);
      return Reflect.apply(handler, worker, [event, countedEnv(env, place), ctx]);
    };
    return [name, counted];
  }),
);

export default {
  ...handlers,
  fetch: async (request: Request, env: Env, ctx: ExecutionContext): Promise<unknown> => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/_bench/artefacts")
      return Response.json(
        await updateArtefacts(env, {
          entries: Number(searchParams.get("entries")),
          updates: Number(searchParams.get("updates")),
        }),
      );
    const given = (name: string): number => Number(searchParams.get(name));
    if (pathname === "/_bench/memories/seed")
      return Response.json(await seedMemories(env, { from: given("from"), to: given("to") }));
    if (pathname === "/_bench/memories/search")
      return Response.json(
        await searchMemories(env, { memories: given("memories"), searches: given("searches") }),
      );
    if (pathname === "/_bench/watch") return measureWatch(request, countedEnv(env, "watch"));
    if (pathname !== "/_bench/counts") return handlers["fetch"]?.(request, env, ctx);
    const answer = Response.json(Object.fromEntries(counts));
    if (request.method === "DELETE") counts.clear();
    return answer;
  },
};
