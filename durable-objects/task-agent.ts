import type { Connection, ConnectionContext } from "agents";
import { factsAfter } from "../shared/db/ledger.ts";
import { type LiveWork, newTaskState, reduceTask, type TaskState } from "../shared/domain/task.ts";
import { specOf } from "../shared/jobs/facts.ts";
import { inBackground } from "../shared/platform/background.ts";
import { redact, redactMembers } from "../shared/platform/redact.ts";
import { openDatabase } from "../shared/db/database.ts";
import { LiveAgent } from "./live-agent.ts";

/** How often an agent looks at the ledger while somebody listens, milliseconds; where nothing is at work any more, the longer. */
const lookMs = { open: 300, closed: 5000 } as const;
/** Of what an executor does, so much is shown. */
const liveLines = 200;

/** One task, live: follows the task's ledger while somebody listens on the WebSocket. */
export class TaskAgent extends LiveAgent<TaskState> {
  override initialState = newTaskState("");
  #isFollowing = false;

  /** Shows what an executor is at. */
  progress({ phase, lines }: LiveWork): void {
    if (!this.isListenedTo()) return;
    const before = this.state.live?.lines ?? [];
    const redacted = lines.map((line) => ({ ...line, text: redact(line.text) }));
    this.show({ ...this.state, live: { phase, lines: [...before, ...redacted].slice(-liveLines) } });
  }

  /** Whoever comes to listen sees first how things stand. */
  override async fetch(request: Request): Promise<Response> {
    await this.lifecycle.start();
    await this.#fold();
    return super.fetch(request);
  }

  override async onConnect(connection: Connection, context: ConnectionContext): Promise<void> {
    await super.onConnect(connection, context);
    // By a call of its own: done here it would be this listener's doing, and listeners may change nothing.
    inBackground("follow", { taskId: this.name }, async () =>
      this.env.TASK_AGENT.getByName(this.name).follow(),
    );
  }

  /** Looks at the ledger again and again while somebody listens. */
  follow(): void {
    if (this.#isFollowing || !this.isListenedTo()) return;
    this.#isFollowing = true;
    inBackground("follow", { taskId: this.name }, async () => {
      try {
        while (this.isListenedTo()) {
          await this.#fold();
          await scheduler.wait(this.state.closed ? lookMs.closed : lookMs.open);
        }
      } finally {
        this.#isFollowing = false;
      }
    });
  }

  async #fold(): Promise<void> {
    const facts = await factsAfter(openDatabase(this.env), this.name, this.state.seq);
    // Another fold may have been faster: what it has seen changes nothing any more.
    let state: TaskState = { ...this.state, taskId: this.name };
    // Whoever may look on sees it: personal data stays in D1.
    for (const { summary, data, ...one } of facts)
      state = reduceTask(state, { ...one, summary: redact(summary), data: redactMembers(data) }, specOf);
    if (facts.length > 0) this.show(state);
  }
}
