import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { waitFor } from "../../scripts/stack/wait.ts";
import type { Section } from "./section.ts";
import { atMost, judgedLine, latencyLine, latencyOf } from "./support/stats.ts";
import type { System } from "./support/system.ts";

const slowest = 1000;
const allWithinMs = 120_000;

const factsSchema = z.object({
  entries: z.array(z.object({ data: z.object({ lateMs: z.number() }) })),
  nextCursor: z.number().nullable(),
});

/** How late holds are released that were proposed at random moments; never early, or it would be a negative number. */
export const holds: Section = {
  title: "how late holds are released",
  quickNeeds: {},
  run: async (bench) => {
    const [count, overSeconds] = bench.quick ? [20, 1] : [1000, 60];
    const late = await bench.on({}, async (system) => {
      bench.progress(`${count} held mails over ${overSeconds} s, each held for ${system.holdSeconds} s`);
      await Promise.all(
        Array.from({ length: count }, async (_, n) => {
          await sleep(Math.random() * overSeconds * 1000);
          await propose(system, n);
        }),
      );
      return waitFor("all holds to be released", allWithinMs, async () => {
        const found = await lateness(system);
        return found.length === count ? found : null;
      });
    });
    const latency = latencyOf(late);
    const data = {
      count,
      early: late.filter((ms) => ms < 0).length,
      late: latency,
      slowest: atMost(latency.max, slowest),
    };
    return {
      data,
      lines: [
        latencyLine("released after its time", latency),
        `early: ${data.early}`,
        judgedLine("slowest, ms", data.slowest),
      ],
    };
  },
};

async function propose({ stack }: System, n: number): Promise<void> {
  const response = await fetch(`${stack.urls.worker}/api/actions`, {
    method: "POST",
    headers: { authorization: `Bearer ${stack.apiToken}`, "idempotency-key": `hold-${n}` },
    body: JSON.stringify({
      kind: "email_stakeholder",
      payload: { to: [`p${n}@signalbox.example`], subject: `Hold ${n}`, text: "Held." },
    }),
  });
  if (!response.ok) throw new Error(`the proposal was answered ${response.status}: ${await response.text()}`);
}

async function lateness({ stack }: System): Promise<number[]> {
  const late: number[] = [];
  let cursor: number | null = null;
  do {
    const url = new URL("/api/ledger?type=hold.released&limit=500", stack.urls.worker);
    if (cursor !== null) url.searchParams.set("cursor", String(cursor));
    const response = await fetch(url, { headers: { authorization: `Bearer ${stack.apiToken}` } });
    const page: z.infer<typeof factsSchema> = factsSchema.parse(await response.json());
    late.push(...page.entries.map((entry) => entry.data.lateMs));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return late;
}
