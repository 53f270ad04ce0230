import type { Database } from "../db/database.ts";
import type { SpecOf } from "../domain/ledger.ts";
import type { Door } from "../platform/door.ts";
import type { Settings } from "./settings.ts";
import type { StepMemory } from "./step-memory.ts";

/** What is there to work with before anybody knows what is worked on. Clock and fetch are parameters with live defaults. */
export interface Ground {
  env: Env;
  db: Database;
  settings: Settings;
  now: () => number;
  fetch: typeof fetch;
  /** The services' doors; absent: who works with this is inside of one. */
  door?: Door | undefined;
  /** What is known of the kinds of facts. */
  specOf: SpecOf;
  /** What the step of a workflow that this is for knows; absent: there is none. */
  step?: StepMemory;
}
