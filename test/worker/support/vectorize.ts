import type { VectorizeBinding } from "../../../shared/memory/vectorize-index.ts";

const mostTaken = 1000;
const mostAnswered = 100;
const longestId = 64;

/**
 * Vectorize as its contract says (developers.cloudflare.com/vectorize/platform/limits): what is written shows later, and each write has a mutation id;
 * vectors have the index's dimensions; it filters only by metadata that has an index; and it refuses what is more than it takes.
 */
export class FakeVectorize {
  readonly #shown = new Map<string, VectorizeVector>();
  readonly #indexed: ReadonlySet<string>;
  readonly #dimensions: number;
  #coming: { mutationId: string; write: () => void }[] = [];
  #mutations = 0;
  down = false;

  constructor({
    dimensions = 512,
    indexed = ["project", "kind"],
  }: { dimensions?: number; indexed?: readonly string[] } = {}) {
    this.#dimensions = dimensions;
    this.#indexed = new Set(indexed);
  }

  get size(): number {
    return this.#shown.size;
  }

  /** Lets what was written show, in its order. Returns the last mutation that does. */
  catchUp(): string | null {
    const due = this.#coming.splice(0);
    for (const { write } of due) write();
    return due.at(-1)?.mutationId ?? null;
  }

  readonly binding: VectorizeBinding = {
    upsert: async (vectors) => {
      this.#answer();
      if (vectors.length > mostTaken)
        throw new Error(`VECTOR_UPSERT_ERROR (code = 40004): ${vectors.length} vectors`);
      for (const { id, values } of vectors) {
        if (new TextEncoder().encode(id).length > longestId)
          throw new Error(`VECTOR_UPSERT_ERROR (code = 40008): id is too long: ${id}`);
        this.#check(values.length);
      }
      const kept = vectors.map((one) => ({ ...one, values: Array.from(one.values) }));
      return this.#later(() => kept.forEach((one) => this.#shown.set(one.id, one)));
    },
    deleteByIds: async (ids) => {
      this.#answer();
      if (ids.length > mostTaken) throw new Error(`VECTOR_DELETE_ERROR (code = 40004): ${ids.length} ids`);
      return this.#later(() => ids.forEach((id) => this.#shown.delete(id)));
    },
    query: async (vector, { topK = 5, filter = {} }) => {
      this.#answer();
      this.#check(vector.length);
      if (topK < 1 || topK > mostAnswered)
        throw new Error(`VECTOR_QUERY_ERROR (code = 40025): topK is ${topK}`);
      const strange = Object.keys(filter).find((name) => !this.#indexed.has(name));
      if (strange !== undefined) throw new Error(`VECTOR_QUERY_ERROR (code = 40026): no index on ${strange}`);
      const matches = [...this.#shown.values()]
        .filter(({ metadata = {} }) =>
          Object.entries(filter).every(([name, wanted]) => fits(wanted, metadata[name])),
        )
        .map(({ id, values }) => ({ id, score: cosine(Array.from(vector), Array.from(values)) }))
        .toSorted((a, b) => b.score - a.score)
        .slice(0, topK);
      return { matches };
    },
  };

  #later(write: () => void): { mutationId: string } {
    this.#mutations += 1;
    const mutationId = `mutation-${this.#mutations}`;
    this.#coming.push({ mutationId, write });
    return { mutationId };
  }

  #check(length: number): void {
    if (length !== this.#dimensions)
      throw new Error(
        `VECTOR_ERROR (code = 40012): expected ${this.#dimensions} dimensions, and got ${length} dimensions`,
      );
  }

  #answer(): void {
    if (this.down) throw new Error("VECTOR_QUERY_ERROR: status 503");
  }
}

function fits(wanted: unknown, is: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) return wanted === is;
  return "$in" in wanted && Array.isArray(wanted.$in) && wanted.$in.includes(is);
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = a.reduce((sum, part, at) => sum + part * (b[at] ?? 0), 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b) || 1);
}
