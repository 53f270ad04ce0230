import { env, WorkflowEntrypoint } from "cloudflare:workers";
import * as worker from "../../../workers/index.ts";

const database = env.DB;
let files = 0;

/**
 * Gives the file of tests that begins a handle of D1 of its own, and lets go of the one before: a workflow's step or a
 * queue's batch of an earlier file, which goes on after its stores were emptied, writes nothing into this one's.
 * Returns D1 itself.
 */
export function ownDatabase(): D1Database {
  const file = ++files;
  env.DB = new Proxy(database, {
    get: (on, name) => {
      if (file !== files) throw new Error("this belongs to a file of tests that has ended");
      const member: unknown = Reflect.get(on, name, on);
      return typeof member === "function" ? member.bind(on) : member;
    },
  });
  return database;
}

// Emptying the stores ends no workflow. Each keeps the handles of the file that it began in.
for (const exported of Object.values(worker)) {
  if (typeof exported !== "function" || !(exported.prototype instanceof WorkflowEntrypoint)) continue;
  const { prototype } = exported;
  const run: unknown = Reflect.get(prototype, "run");
  if (typeof run !== "function") continue;
  Object.defineProperty(prototype, "run", {
    async value(this: object, ...given: unknown[]): Promise<unknown> {
      Object.defineProperty(this, "env", { value: { ...env } });
      return Reflect.apply(run, this, given);
    },
  });
}
