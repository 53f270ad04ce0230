import { env } from "cloudflare:workers";
import {
  type AssignmentEventBody,
  type AssignmentSpec,
  assignmentSpecSchema,
  type NumberedEvent,
} from "../../../shared/executor/protocol.ts";
import { type Spine } from "../../../shared/spine/context.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { requireSetting } from "../../../shared/platform/config.ts";

interface Held {
  spec: AssignmentSpec;
  events: NumberedEvent[];
  cancelled: boolean;
}

/** An executor that does nothing by itself: it holds what it is given and says what a test lets it say. */
export class FakeExecutor {
  readonly assignments = new Map<string, Held>();
  /** Ids that were put on the queue. */
  readonly queued: string[] = [];
  /** The event after which each reader wanted to go on. */
  readonly cursors: number[] = [];
  deleted = 0;
  full = false;
  /** Nothing gets through. */
  away = false;
  /** Starts are answered with this status. */
  refuses: number | null = null;
  /** The assignment arrives and its answer doesn't. */
  losesAnswers = false;
  /** What happens between an assignment's leaving and its arrival. */
  onTheWay: (() => Promise<void>) | null = null;
  readonly spine: Spine;

  constructor() {
    const url = env.EXECUTOR_URL ?? "";
    const queue: typeof env.EXECUTION_TASKS = Object.create(env.EXECUTION_TASKS, {
      send: {
        value: async ({ assignmentId }: { assignmentId: string }) => void this.queued.push(assignmentId),
      },
    });
    this.spine = configuredSpine(
      { ...env, EXECUTION_TASKS: queue },
      {
        fetch: async (input, init) => {
          const request = new Request(input, init);
          return request.url.startsWith(`${url}/`) ? this.#answer(request) : fetch(request);
        },
      },
    );
  }

  assignment(id: string): Held {
    const held = this.assignments.get(id);
    if (!held) throw new Error(`the executor has no ${id}`);
    return held;
  }

  say(id: string, ...events: AssignmentEventBody[]): void {
    const held = this.assignment(id);
    for (const event of events) held.events.push({ seq: held.events.length + 1, at: Date.now(), event });
  }

  async #answer(request: Request): Promise<Response> {
    if (this.away) throw new TypeError("nobody answers");
    const token = requireSetting(this.spine.settings, "EXECUTOR_TOKEN");
    if (request.headers.get("authorization") !== `Bearer ${token}`)
      return new Response(null, { status: 401 });
    const [, , id = "", what] = new URL(request.url).pathname.split("/");
    if (request.method === "PUT") return this.#take(id, assignmentSpecSchema.parse(await request.json()));
    const held = this.assignments.get(id);
    if (request.method === "DELETE") this.deleted += 1;
    if (!held) return new Response("unknown", { status: 404 });
    if (request.method === "DELETE") {
      held.cancelled = true;
      return new Response("{}", { status: 202 });
    }
    if (what !== "events") return new Response(null, { status: 405 });
    const after = Number(request.headers.get("last-event-id"));
    this.cursors.push(after);
    const told = held.events.filter(({ seq }) => seq > after);
    return new Response(told.map((one) => `id: ${one.seq}\ndata: ${JSON.stringify(one)}\n\n`).join(""));
  }

  /** As the real one: the same words, whatever their tokens, are the assignment that is there. */
  async #take(id: string, spec: AssignmentSpec): Promise<Response> {
    await this.onTheWay?.();
    if (this.refuses !== null) return new Response("no", { status: this.refuses });
    if (this.full) return new Response("all places are taken", { status: 429 });
    const known = this.assignments.get(id);
    if (!known) this.assignments.set(id, { spec, events: [], cancelled: false });
    if (this.losesAnswers) throw new TypeError("the connection broke");
    return new Response("{}", { status: known ? 200 : 202 });
  }
}
