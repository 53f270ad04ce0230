import { z } from "zod";
import { waitFor } from "../../scripts/stack/wait.ts";
import type { Section } from "./section.ts";
import { callApi } from "./support/api.ts";
import { atMost, judgedLine, latencyLine, latencyOf } from "./support/stats.ts";
import type { System } from "./support/system.ts";

/** What is put at one minute is out by its end. */
const allWithinMs = 60_000;
const patienceMs = 600_000;
/** How many are proposed at once; and what the API decides on in one call. */
const lanes = 8;
const most = 100;

const postsForm = z.object({
  posts: z.array(z.object({ record: z.object({ text: z.string() }) })),
});
const factsForm = z.object({
  entries: z.array(z.object({ at: z.iso.datetime(), data: z.object({ kind: z.string().optional() }) })),
  nextCursor: z.number().nullable(),
});
const waitingForm = z.object({
  approvals: z.array(z.object({ id: z.string(), kind: z.string(), digest: z.string() })),
  nextCursor: z.string().nullable(),
});

/** Approved posts that are due in the same minute: how late each goes out; all of them once, and none early. */
export const scheduled: Section = {
  title: "posts that are due in the same minute",
  quickNeeds: {},
  run: async (bench) => {
    const [count, leadMs] = bench.quick ? [10, 15_000] : [500, 300_000];
    return bench.on({}, async (system) => {
      const begun = Date.now();
      const due = begun + leadMs;
      bench.progress(`${count} posts that are due in ${leadMs / 1000} s`);
      await inLanes(count, async (n) => propose(system, n, due));
      const approved = await approveAll(system, count);
      if (approved > due) throw new Error(`the last yes came ${approved - due} ms after the time`);
      bench.progress(`all approved ${Math.round((due - approved) / 1000)} s before their time`);
      const at = await waitFor("all posts to be out", leadMs + patienceMs, async () => {
        const found = await publishedAt(system, begun);
        return found.length >= count ? found : null;
      });
      const texts = await textsOut(system);
      const late = at.map((one) => one - due);
      const latency = latencyOf(late);
      const data = {
        count,
        early: late.filter((ms) => ms < 0).length,
        twice: texts.length - new Set(texts).size,
        missing: count - new Set(texts).size,
        late: latency,
        firstMs: Math.min(...late),
        perSecond: Math.round((count * 10_000) / Math.max(1, latency.max)) / 10,
        slowest: atMost(latency.max, allWithinMs),
      };
      return {
        data,
        lines: [
          latencyLine("out after its time", latency),
          `the first after ${data.firstMs} ms; early ${data.early}, twice ${data.twice}, missing ${data.missing}; ${data.perSecond} a second`,
          judgedLine("slowest, ms", data.slowest),
        ],
      };
    });
  },
};

async function inLanes(count: number, act: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let n = next++; n < count; n = next++) await act(n);
    }),
  );
}

async function propose(system: System, n: number, due: number): Promise<void> {
  const publishAt = new Date(due).toISOString();
  await callApi(system.stack, "/api/actions", {
    kind: "bluesky_post",
    payload: { draftId: `scheduled-${n}`, text: `Departure ${n} leaves on time.`, link: null, publishAt },
  });
}

/** Says yes to all posts as they begin to wait, held ones too: trust grows meanwhile. Returns when the last yes was given. */
async function approveAll(system: System, count: number): Promise<number> {
  const done = new Set<string>();
  await waitFor("all posts to be approved", patienceMs, async () => {
    const page = waitingForm.parse(await callApi(system.stack, `/api/approvals?limit=${most}`));
    const open = page.approvals.filter(({ id, kind }) => kind === "bluesky_post" && !done.has(id));
    if (open.length > 0) {
      const decisions = open.map(({ id, digest }) => ({ id, digest, decision: "approved" }));
      await callApi(system.stack, "/api/approvals/decisions", { decisions });
      for (const { id } of open) done.add(id);
    }
    return done.size >= count ? true : null;
  });
  return Date.now();
}

/** When each post since then was recorded as out: other sections have posted on the same system. */
async function publishedAt(system: System, begun: number): Promise<number[]> {
  const at: number[] = [];
  let cursor: number | null = null;
  do {
    const after = cursor === null ? "" : `&cursor=${cursor}`;
    const page: z.infer<typeof factsForm> = factsForm.parse(
      await callApi(system.stack, `/api/ledger?type=effect.applied&limit=500${after}`),
    );
    const posts = page.entries.filter(({ data }) => data.kind === "bluesky_post");
    at.push(...posts.map(({ at: one }) => Date.parse(one)).filter((one) => one >= begun));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return at;
}

/** The posts that stand on the twin. */
async function textsOut({ stack }: System): Promise<string[]> {
  const response = await fetch(`${stack.urls.sandbox}/bluesky/_people/posts`);
  const { posts } = postsForm.parse(await response.json());
  return posts.map(({ record }) => record.text).filter((text) => text.endsWith(" leaves on time."));
}
