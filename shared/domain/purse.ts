/** What becomes of money that was set aside: so much of it was spent, micro-dollars; the rest is free again. */
export interface Settlement {
  /** The reservation. */
  id: string;
  cost: number;
}

/** What was set aside for the calls of a task. */
export interface Filling {
  id: string;
  taskId: string;
  /** The pots that it comes from and their limits, as one word. */
  pots: string;
  /** All of it, and what the call takes for which the ledger was asked. Micro-dollars. */
  granted: number;
  amount: number;
  /** The pots have plenty left: what isn't needed may stay here for a moment. */
  ample: boolean;
}

interface Purse extends Filling {
  /** The worst that the calls under way can cost. */
  out: Map<string, number>;
  spent: number;
  calls: number;
  filledAt: number;
  /** When its last call was paid. */
  idleSince: number;
}

/** A purse pays for calls that begin so soon after it was filled: they are over before its money counts as lost. Milliseconds. */
const payingMs = 4 * 60_000;
/** By then whoever was to pay has died, and the ledger looks itself what was spent. */
const lostMs = 60 * 60_000;

/**
 * The money that one isolate has set aside for calls. It is data alone. A purse is one reservation of the ledger's: its calls are
 * paid from it one after the other without a word to the ledger, and are told together. The first call has the purse's id, each
 * that follows has it with a number behind it, so that the calls that were recorded tell what a purse has spent. Amounts are
 * micro-dollars, times epoch milliseconds.
 */
export class Purses {
  #purses: Purse[] = [];

  /** Pays a call from what is there: answers the call's id, or null where the ledger is to be asked. */
  draw(call: Pick<Filling, "taskId" | "pots" | "amount">, now: number): string | null {
    const purse = this.#purses.find(
      (one) =>
        one.taskId === call.taskId &&
        one.pots === call.pots &&
        one.ample &&
        now < one.filledAt + payingMs &&
        call.amount <= leftIn(one),
    );
    if (purse === undefined) return null;
    const id = `${purse.id}.${purse.calls++}`;
    purse.out.set(id, call.amount);
    return id;
  }

  /** Money has been set aside, and its first call is under way. */
  fill(filling: Filling, now: number): void {
    const out = new Map([[filling.id, filling.amount]]);
    this.#purses.push({ ...filling, out, spent: 0, calls: 1, filledAt: now, idleSince: now });
  }

  /** A call has cost so much. Answers what the ledger is to be told at once; null: that has time. */
  pay(id: string, cost: number, now: number): Settlement | null {
    const purse = this.#purses.find((one) => one.out.has(id));
    if (purse === undefined) return { id, cost };
    purse.out.delete(id);
    purse.spent += cost;
    purse.idleSince = now;
    const hasTime = purse.out.size > 0 || (purse.ample && purse.spent > 0);
    return hasTime ? null : (this.#taken((one) => one === purse)[0] ?? null);
  }

  /** Takes the purses that nobody has paid from for so long, and those of a task whatever their age, to tell the ledger of them. */
  idle(idleMs: number, now: number, taskId?: string): Settlement[] {
    this.#purses = this.#purses.filter((one) => now < one.filledAt + lostMs);
    return this.#taken(
      (one) => one.out.size === 0 && (now - one.idleSince >= idleMs || one.taskId === taskId),
    );
  }

  #taken(isTaken: (one: Purse) => boolean): Settlement[] {
    const taken = this.#purses.filter(isTaken);
    this.#purses = this.#purses.filter((one) => !taken.includes(one));
    return taken.map(({ id, spent }) => ({ id, cost: spent }));
  }
}

function leftIn({ granted, spent, out }: Purse): number {
  return granted - spent - [...out.values()].reduce((sum, one) => sum + one, 0);
}
