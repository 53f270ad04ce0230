import { eq, inArray, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  signalAnswers,
  signals,
  tasks,
  watchCycles,
  watches,
  watchProposals,
} from "../../../../../shared/db/schema.ts";
import { freeStatements } from "../../../../../shared/jobs/project-watch/cycle/free-task.ts";
import type { WatchCycle } from "../../../../../shared/jobs/project-watch/signals.ts";
import { runCycle } from "../../../../../workflows/project-watch/run-cycle.ts";
import { KillableSteps } from "../../../support/killable-steps.ts";
import { spine, unique } from "../../../support/spine.ts";
import { entriesOf, errandsOf, mail, project, proposalsOf, rowOf, waiting } from "./scene.ts";

/** A cycle's steps, killed when so many are done. */
const steps = (killAt: number | null): KillableSteps =>
  new KillableSteps({ work: runCycle }, killAt === null ? null : { step: killAt, when: "after" });

/** A cycle's task without an instance of the platform's. */
async function aCycle(): Promise<string> {
  const taskId = unique("project-watch");
  const id = `watch:${project}:cycle:${taskId}`;
  const now = Date.now();
  const body: WatchCycle = {
    type: "watch_cycle",
    project,
    slot: taskId,
    housekeeping: null,
    rehearsal: false,
  };
  const { db } = spine;
  await db.batch([
    db
      .insert(signals)
      .values({ id, kind: "watch.cycle", provenance: "internal", status: "handled", body, receivedAt: now }),
    db.insert(signalAnswers).values({ signalId: id, job: "project-watch", answer: "took", taskId, at: now }),
    db.insert(tasks).values({
      id: taskId,
      kind: "watch_cycle",
      project,
      signalId: id,
      conversation: taskId,
      requestedBy: "signalbox",
      status: "queued",
      createdAt: now,
      updatedAt: now,
    }),
    db.insert(watchCycles).values({ taskId, project, slot: taskId, housekeeping: false, createdAt: now }),
    db
      .insert(watches)
      .values({ project, dueAt: now + 3_600_000, createdAt: now, taskId })
      .onConflictDoUpdate({ target: watches.project, set: { taskId } }),
  ]);
  return taskId;
}

/** Signals that lead to an entry, a decision and a mail; each with words that no other test has. */
const three = async (mark: string) =>
  waiting(
    mail(`I am worried that the ${mark} import may fail.`),
    mail(`We have decided to keep the ${mark} login.`, {
      author: { name: "Ines Carstens", address: "ines.carstens@nordlicht.example" },
    }),
    mail(`Can you confirm that the ${mark} export is part of it?`, {
      author: { name: "Uwe Peters", address: "uwe.peters@nordlicht.example" },
    }),
  );

async function stepsOfACycle(): Promise<number> {
  await three(unique("whole"));
  const whole = steps(null);
  await whole.run(await aCycle());
  return whole.names.length;
}

/** How many entries come from each signal. */
const comesOf = async (ids: readonly string[]) => {
  const entries = [...(await entriesOf("raid_log")), ...(await entriesOf("decision_log"))];
  return ids.map((id) => entries.filter(({ sources }) => sources.includes(id)).length);
};

describe("a cycle that is killed", () => {
  it("at any step goes on where it was: no signal is lost, and none leads to anything twice", async () => {
    const all = await stepsOfACycle();
    expect(all).toBeGreaterThan(7);
    for (let n = 1; n <= all; n++) {
      const ids = await three(unique("kill"));
      const taskId = await aCycle();
      const killed = steps(n);
      expect(await killed.run(taskId)).toBe("killed");
      expect(await killed.again().run(taskId)).toBe("ended");
      for (const id of ids) expect(await rowOf(id), `step ${n}`).toMatchObject({ state: "done", taskId });
      expect(await comesOf(ids), `step ${n}`).toEqual([1, 1, 0]);
      expect(await proposalsOf(taskId), `step ${n}`).toMatchObject([
        { kind: "email_stakeholder", state: "proposed" },
      ]);
      expect(await errandsOf(taskId), `step ${n}`).toHaveLength(1);
    }
  }, 120_000);

  it("for good leaves its signals to the next cycle, which does what is not done, and that once", async () => {
    const all = await stepsOfACycle();
    for (let n = 1; n <= all; n += 4) {
      const ids = await three(unique("dead"));
      const first = await aCycle();
      expect(await steps(n).run(first)).toBe("killed");
      const [free, ...rest] = freeStatements(spine, project, first, "it was killed", sql`true`);
      if (free === undefined) throw new Error("nothing frees a watch");
      await spine.db.batch([free, ...rest]);
      const second = await aCycle();
      await steps(null).run(second);
      for (const id of ids) expect((await rowOf(id)).state, `step ${n}`).toBe("done");
      expect(await comesOf(ids), `step ${n}`).toEqual([1, 1, 0]);
      const proposals = await spine.db
        .select()
        .from(watchProposals)
        .where(inArray(watchProposals.taskId, [first, second]));
      expect(proposals, `step ${n}`).toHaveLength(1);
      await spine.db.update(watches).set({ taskId: null }).where(eq(watches.project, project));
    }
  }, 120_000);
});

describe("a cycle beside another of its project", () => {
  it("takes nothing up and leaves the project to the one that has it", async () => {
    const ids = await waiting(mail(`I am worried that the ${unique("twin")} import may fail.`));
    const states = async () => Promise.all(ids.map(async (id) => (await rowOf(id)).state));
    const late = await aCycle();
    const present = await aCycle();
    expect(await steps(null).run(late)).toBe("ended");
    expect(await states()).toEqual(["new"]);
    const watch = spine.db.select().from(watches).where(eq(watches.project, project));
    expect(await watch.get()).toMatchObject({ taskId: present });
    await steps(null).run(present);
    expect(await states()).toEqual(["done"]);
  });
});
