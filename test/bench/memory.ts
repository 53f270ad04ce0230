import type { Section } from "./section.ts";
import type { MemorySearches } from "./support/memory-searches.ts";
import { type Latency, latencyLine, latencyOf, rounded } from "./support/stats.ts";
import type { Needs } from "./support/system.ts";

const needs: Needs = { counting: true };
/** So many are put there by one call. */
const step = 10_000;

interface Size {
  memories: number;
  search: Latency;
  perSearch: Record<string, number>;
  found: string;
}

/** How long a search takes, by how much is remembered, with the embedder and the index that need nothing. */
export const memory: Section = {
  title: "a search in the memory, by the number of memories in D1",
  quickNeeds: needs,
  run: async (bench) => {
    const [sizes, searches] = bench.quick ? [[1000], 10] : [[1000, 10_000, 100_000], 50];
    const found = await bench.apart(needs, async ({ stack }) => {
      const ask = async (path: string): Promise<string> => {
        const response = await fetch(`${stack.urls.worker}/_bench/memories/${path}`, { method: "POST" });
        if (!response.ok) throw new Error(`${path} was answered ${response.status}`);
        return response.text();
      };
      const measured: Size[] = [];
      let there = 0;
      for (const memories of sizes) {
        for (; there < memories; there = Math.min(there + step, memories)) {
          bench.progress(`${there} of ${memories} memories`);
          await ask(`seed?from=${there}&to=${Math.min(there + step, memories)}`);
        }
        const told: MemorySearches = JSON.parse(
          await ask(`search?memories=${memories}&searches=${searches}`),
        );
        measured.push({
          memories,
          search: latencyOf(told.times),
          perSearch: Object.fromEntries(
            Object.entries(told.used).map(([name, count]) => [name, rounded(count / searches)]),
          ),
          found: `${told.found} of ${searches}`,
        });
      }
      return measured;
    });
    return {
      data: { sizes: found },
      lines: found.flatMap(({ memories, search, perSearch, found: hits }) => [
        latencyLine(`${memories} memories`, search),
        `  D1 a search: ${perSearch["roundTrips"]} round trips, ${perSearch["rowsRead"]} rows read, ${perSearch["received"]} characters received; ${hits} among the first five`,
      ]),
    };
  },
};
