import type { CircuitReport } from "../domain/circuit.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "./context.ts";
import { record } from "./record.ts";
import { enterService, leaveService } from "./service.ts";
import { drawMoney, payCall } from "./call-money.ts";
import { callRecord, providerOf } from "./call-record.ts";
import { costOf, type ModelName } from "../llm/models.ts";
import type { Heard } from "../llm/usage-stream.ts";

/** What is to be paid for. `worst` (micro-dollars) is 0 for what costs nothing. */
interface Asked {
  taskId: string;
  project: string;
  model: ModelName;
  worst: number;
}

export type Opened =
  | { kind: "opened"; call: PaidCall }
  | { kind: "paused"; reason: string }
  | { kind: "wait"; waitMs: number; reason: string };

/** Sets the worst cost aside and enters Claude's door; without money, or without entrance, nothing stays reserved. */
export async function openCall(spine: Spine, asked: Asked): Promise<Opened> {
  const { taskId, project, model, worst } = asked;
  let id: string = crypto.randomUUID();
  if (worst > 0) {
    const reserved = await drawMoney(spine, { taskId, project, amount: worst });
    if (reserved.kind === "paused") return { kind: "paused", reason: reserved.reason };
    if (reserved.kind === "wait") return { kind: "wait", waitMs: reserved.afterMs, reason: reserved.reason };
    id = reserved.id;
  }
  const door = await enterService(spine, "anthropic", { id, target: model });
  if (door.kind === "enter") return { kind: "opened", call: new PaidCall(spine, asked, id) };
  if (worst > 0) await payCall(spine, id, 0);
  return door;
}

/** A call of an agent that money is set aside for and that is inside Claude's door, until its `end`. */
export class PaidCall {
  readonly #spine: Spine;
  readonly #asked: Asked;
  readonly #id: string;
  readonly #startedAt: number;
  #paid: Promise<number> | null = null;

  constructor(spine: Spine, asked: Asked, id: string) {
    this.#spine = spine;
    this.#asked = asked;
    this.#id = id;
    this.#startedAt = spine.now();
  }

  /** Pays what the call has cost, as far as it is known (null: it came to nothing). Only the first time counts. */
  async pay(heard: Heard | null): Promise<number> {
    this.#paid ??= this.#pay(heard === null ? 0 : costOf(this.#asked.model, heard.tokens));
    return this.#paid;
  }

  async #pay(microUsd: number): Promise<number> {
    if (this.#asked.worst > 0) await payCall(this.#spine, this.#id, microUsd);
    return microUsd;
  }

  /** Pays, records the call and leaves the door with what it says of the service. */
  async end(heard: Heard | null, report: CircuitReport): Promise<void> {
    const { taskId } = this.#asked;
    if (report.kind === "failed") log.warn("llm.failed", { taskId, reason: report.reason });
    await Promise.all([this.#record(heard), leaveService(this.#spine, "anthropic", this.#id, report)]);
  }

  async #record(heard: Heard | null): Promise<void> {
    const microUsd = await this.pay(heard);
    const { taskId, model, worst } = this.#asked;
    if (heard === null || worst === 0) return;
    const { facts, records } = callRecord(this.#spine, {
      id: this.#id,
      taskId,
      purpose: "agent",
      model,
      provider: providerOf(heard.messageId),
      tokens: heard.tokens,
      microUsd,
      startedAt: this.#startedAt,
      stopReason: heard.stopReason,
    });
    await record(this.#spine, facts, records);
  }
}
