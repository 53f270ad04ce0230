import { z } from "zod";
import { waitFor } from "../../scripts/stack/wait.ts";
import type { Section } from "./section.ts";
import { Listener } from "./support/listener.ts";
import { latencyLine, latencyOf, rounded } from "./support/stats.ts";
import type { System } from "./support/system.ts";
import { inLanes } from "./support/tasks.ts";

const listeners = 20;
const shownWithinMs = 20_000;
const boardForm = z.object({ seq: z.number(), latest: z.array(z.object({ summary: z.string() })) });

/** An overview that many look at while work is done: how soon all see what has happened, and what it costs those who work. */
export const board: Section = {
  title: `the overview with ${listeners} listeners`,
  quickNeeds: {},
  run: async (bench) => {
    const tasks = bench.quick ? 2 : 20;
    const found = await bench.on({}, async (system) => {
      await inLanes(system, 2, 1, "before anybody looks");
      bench.progress(`${tasks} tasks that nobody looks at`);
      const unseen = await inLanes(system, tasks, 1, "unseen");
      bench.progress(`${tasks} tasks before ${listeners} listeners`);
      return { unseen, ...(await beforeListeners(system, tasks)) };
    });
    const unseen = latencyOf(found.unseen.map(({ toldMs }) => toldMs));
    const seen = latencyOf(found.seen.map(({ toldMs }) => toldMs));
    const shown = latencyOf(found.shownMs);
    const data = {
      listeners,
      unseen,
      seen,
      shown,
      statesATask: rounded(found.states / listeners / tasks),
      charactersAState: Math.round(found.characters / found.states),
      slower: rounded(seen.p50 / unseen.p50, 2),
    };
    return {
      data,
      lines: [
        latencyLine("a task, told, nobody looks", unseen),
        latencyLine(`a task, told, ${listeners} look`, seen),
        `  to one that nobody looks at   ${data.slower}`,
        latencyLine("its end until all have seen it", shown),
        `each listener was told ${data.statesATask} times a task, ${data.charactersAState} characters each`,
      ],
    };
  },
};

async function beforeListeners(system: System, tasks: number) {
  const newest = Array.from({ length: listeners }, () => 0);
  const all = await Promise.all(
    newest.map(async (_, n) =>
      Listener.open(system.stack, "board-agent/all", (state) => {
        newest[n] = boardForm.parse(state).seq;
      }),
    ),
  );
  try {
    await waitFor("the board to show itself", shownWithinMs, async () => newest.every((seq) => seq > 0));
    const shownMs: number[] = [];
    const seen = [];
    for (let n = 0; n < tasks; n++) {
      seen.push(...(await inLanes(system, 1, 1, `seen ${n}`)));
      const toldAt = performance.now();
      const before = [...newest];
      await waitFor("all to see its end", shownWithinMs, async () =>
        newest.every((seq, one) => seq > (before[one] ?? 0)),
      );
      shownMs.push(performance.now() - toldAt);
    }
    const sum = (of: (one: Listener) => number): number => all.reduce((total, one) => total + of(one), 0);
    return {
      seen,
      shownMs,
      states: sum(({ states }) => states),
      characters: sum(({ characters }) => characters),
    };
  } finally {
    for (const one of all) one.close();
  }
}
