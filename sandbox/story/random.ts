/** Numbers that look random and are the same for the same seed: xorshift. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 1;
  }

  /** A whole number from 0 below `limit`. */
  below(limit: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % limit;
  }

  /** @throws Error for an empty list. */
  of<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new Error("nothing to choose from");
    return found;
  }

  /** A time of day as "09:07". */
  time(fromHour: number, toHour: number): string {
    const pad = (number: number): string => String(number).padStart(2, "0");
    return `${pad(fromHour + this.below(toHour - fromHour))}:${pad(this.below(60))}`;
  }
}
