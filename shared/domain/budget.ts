/** Money in micro-dollars, whole numbers: sums stay exact. Times are epoch milliseconds. */
export interface Budget {
  day: string;
  spent: number;
  reservations: Record<string, { amount: number; expiresAt: number }>;
}

/** A reservation outlives any call; after that its holder is dead and the money is free again. */
const reservationMs = 15 * 60_000;

export function utcDay(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** The first moment of the next UTC day. */
export function nextDay(now: number): number {
  const day = 24 * 60 * 60_000;
  return (Math.floor(now / day) + 1) * day;
}

/** The budget as of now: a new day starts at nothing spent; open reservations go on until they expire. */
export function current(budget: Budget | undefined, now: number): Budget {
  const open = Object.entries(budget?.reservations ?? {}).filter(
    ([, reservation]) => reservation.expiresAt > now,
  );
  const today = utcDay(now);
  return {
    day: today,
    spent: budget?.day === today ? budget.spent : 0,
    reservations: Object.fromEntries(open),
  };
}

export function reservedIn(budget: Budget): number {
  return Object.values(budget.reservations).reduce((sum, { amount }) => sum + amount, 0);
}

/** Reserves an amount, or answers null when spent and reserved money would pass the limit. */
export function reserve(
  budget: Budget,
  id: string,
  amount: number,
  limit: number,
  now: number,
): Budget | null {
  if (budget.spent + reservedIn(budget) + amount > limit) return null;
  return {
    ...budget,
    reservations: { ...budget.reservations, [id]: { amount, expiresAt: now + reservationMs } },
  };
}

/** Turns a reservation into money spent (0 releases it). An expired reservation's cost still counts. */
export function settle(budget: Budget, id: string, cost: number): Budget {
  const { [id]: _settled, ...open } = budget.reservations;
  return { ...budget, spent: budget.spent + cost, reservations: open };
}
