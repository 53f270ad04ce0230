import { env } from "cloudflare:workers";
import type { StepEngine } from "../../../workflows/durable-steps.ts";
import { DurableRun } from "../../../workflows/durable-run.ts";

/** When an engine is killed: at the so-manieth step, before anything of it is done, or when all is and its result isn't kept yet. */
export interface Kill {
  step: number;
  when: "before" | "after";
}

/** What an engine does besides: work, people, and where. */
interface Setting {
  work: (run: DurableRun) => Promise<void>;
  /** Called where the work waits for people. Absent: nobody comes, and the wait times out. */
  people?: (step: string) => Promise<void>;
  /** Where it runs. */
  at?: Env;
}

/** Steps as an engine runs them that can be killed: what a step has done stays done, its result is lost, and nobody goes on. */
export class KillableSteps {
  /** Of the steps that were begun, in their order. */
  readonly names: string[] = [];
  readonly #setting: Setting;
  readonly #results = new Map<string, string>();
  readonly #killed = Promise.withResolvers<"killed">();
  #kill: Kill | null;

  constructor(setting: Setting, kill: Kill | null = null) {
    this.#setting = setting;
    this.#kill = kill;
  }

  /** Runs a task's work, from where it was; says whether it was killed. */
  async run(taskId: string): Promise<"killed" | "ended"> {
    const { work, people, at = env } = this.#setting;
    const engine: StepEngine = {
      do: async (name, _config, callback) => this.#do(name, callback),
      sleep: async () => {},
      waitForEvent: async (name) => {
        if (people === undefined) throw new Error("timeout");
        await people(name);
        return {};
      },
    };
    const ended = work(await DurableRun.open(at, engine, { taskId })).then(() => "ended" as const);
    return Promise.race([ended, this.#killed.promise]);
  }

  async #do(name: string, callback: () => Promise<string>): Promise<string> {
    const known = this.#results.get(name);
    if (known !== undefined) return known;
    this.names.push(name);
    const isLast = this.names.length === this.#kill?.step;
    if (isLast && this.#kill?.when === "before") return this.#die();
    const result = await callback();
    if (isLast) return this.#die();
    this.#results.set(name, result);
    return result;
  }

  async #die(): Promise<string> {
    this.#kill = null;
    this.#killed.resolve("killed");
    return Promise.withResolvers<string>().promise;
  }

  /** The longest result of a step, in bytes. */
  get longestResult(): number {
    return Math.max(0, ...[...this.#results.values()].map((one) => new TextEncoder().encode(one).length));
  }

  /** The same instance, begun anew by an engine that nobody kills. */
  again(): KillableSteps {
    const next = new KillableSteps(this.#setting);
    for (const [name, result] of this.#results) next.#results.set(name, result);
    return next;
  }
}
