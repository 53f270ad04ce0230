import type { Connection, ConnectionContext } from "agents";
import type { Board } from "../shared/api/overview.ts";
import { configuredSpine } from "../shared/jobs/open-spine.ts";
import { serviceTroubles } from "../shared/executor/service-troubles.ts";
import { noTasks, nothingWaits, standing } from "../shared/db/overview.ts";
import { inBackground } from "../shared/platform/background.ts";
import { canonicalJson } from "../shared/platform/digest.ts";
import { redact } from "../shared/platform/redact.ts";
import { openDatabase } from "../shared/db/database.ts";
import { board, unheardMs } from "../shared/spine/tell-board.ts";
import { LiveAgent } from "./live-agent.ts";

/** How long the board waits for more to come before it counts again, milliseconds. */
const gatherMs = 150;
/** How long a record may take from its look at "nobody listens" to being written and read, milliseconds. */
const marginMs = 500;
/** After so long it looks again where it hasn't seen everything, milliseconds. */
const unseenMs = 1000;
/** So long it is believed what services were seen to be, unless a door has changed or somebody waits since, milliseconds. */
const troublesMs = 20_000;

/**
 * How everything stands, live, for every dashboard: one object. It counts only while somebody listens, whenever it is
 * told that something has been recorded (see `tellBoard`).
 */
export class BoardAgent extends LiveAgent<Board> {
  override initialState: Board = {
    seq: 0,
    at: new Date(0).toISOString(),
    waiting: nothingWaits,
    open: noTasks,
    troubles: [],
    latest: [],
  };
  /** The services that were in trouble when they were looked at last: at which moment, and after which fact. */
  #services: { at: number; seq: number; troubles: Board["troubles"] } | null = null;
  #soon: Promise<void> | null = null;
  #looking: Promise<void> = Promise.resolve();

  /** Something has been recorded: answers whether anybody wants to know, after the board shows it. */
  async poke(): Promise<boolean> {
    if (!this.isListenedTo()) return false;
    await (this.#soon ??= this.#lookSoon());
    return true;
  }

  /** Whoever comes to listen sees first how things stand. */
  override async fetch(request: Request): Promise<Response> {
    await this.lifecycle.start();
    await this.#look();
    return super.fetch(request);
  }

  /**
   * What is recorded just after that may come from an isolate which still remembers that nobody listens. When all of
   * them have forgotten it, one more look finds what they kept to themselves.
   */
  override async onConnect(connection: Connection, context: ConnectionContext): Promise<void> {
    await super.onConnect(connection, context);
    this.#lookAgain(unheardMs + marginMs);
  }

  /** Facts come in swarms: one look is for all that are there when it begins. */
  async #lookSoon(): Promise<void> {
    await scheduler.wait(gatherMs);
    // What is recorded from here on needs another look.
    this.#soon = null;
    await this.#look();
  }

  /** One look after the other, so that the board never shows what was before what it has shown. */
  async #look(): Promise<void> {
    const before = this.#looking;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#looking = promise;
    await before;
    try {
      await this.#count();
    } finally {
      resolve();
    }
  }

  /** @param seq the newest fact that is surely in what is seen. */
  async #lookAtServices(seq: number) {
    const at = Date.now();
    const before = this.#services?.troubles ?? this.state.troubles;
    const { troubles, isWhole } = await serviceTroubles(configuredSpine(this.env), before);
    if (isWhole) return { at, seq, troubles };
    this.#lookAgain(unseenMs);
    return { at: 0, seq, troubles };
  }

  /** By a call of its own: what a listener's coming does changes nothing. */
  #lookAgain(afterMs: number): void {
    inBackground("board", {}, async () => {
      await scheduler.wait(afterMs);
      await board(this.env).poke();
    });
  }

  async #count(): Promise<void> {
    const { waiting, open, latest } = await standing(openDatabase(this.env));
    const newest = latest[0]?.seq ?? 0;
    const known = this.#services;
    const isOld = known === null || Date.now() - known.at > troublesMs;
    const since = latest.filter(({ seq }) => seq > (known?.seq ?? 0));
    // Where all of them are new, there may be others before them.
    const hasChanged =
      (since.length > 0 && since.length === latest.length) ||
      since.some(({ type }) => /^(?:circuit|service)\./.test(type));
    const services = known !== null && !isOld && !hasChanged ? known : await this.#lookAtServices(newest);
    this.#services = services;
    const seen = {
      seq: newest,
      waiting,
      open,
      troubles: services.troubles,
      // Whoever may look on sees it: personal data stays in D1.
      latest: latest.map(({ seq, at, taskId, type, summary }) => ({
        seq,
        at: new Date(at).toISOString(),
        taskId,
        type,
        summary: redact(summary),
      })),
    };
    const { at: _at, ...shown } = this.state;
    if (canonicalJson(seen) !== canonicalJson(shown)) this.show({ ...seen, at: new Date().toISOString() });
  }
}
