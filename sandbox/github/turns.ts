/** Lets one piece of asynchronous work run at a time, in the order of asking. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  async take<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    // Whoever asked hears of a failure; the next in line only waits.
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
