import { eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { signals, watchCycles, watches, watchSignals } from "../../../../shared/db/schema.ts";
import { itemsNamed } from "../../../../shared/db/watch.ts";
import { endCycle, heartbeatOutcome } from "../../../../shared/jobs/project-watch/cycle/end-cycle.ts";
import { giveBack } from "../../../../shared/jobs/project-watch/cycle/free-task.ts";
import { lookForChanges } from "../../../../shared/jobs/project-watch/cycle/look-for-changes.ts";
import { takeSignals } from "../../../../shared/jobs/project-watch/cycle/take-signals.ts";
import { lookBack } from "../../../../shared/jobs/project-watch/look-back.ts";
import { unique } from "../../support/spine.ts";
import { anItem, aSignal, aSource, aWatch, delta, hasty } from "./cycle/scene.ts";

const day = 86_400_000;
const began = Date.now() - 3600_000;

/** A project that has been watched for an hour, and a source that tells of what was before and of what is new. */
async function scene() {
  const watch = await aWatch({}, { row: { createdAt: began, dueAt: began } });
  const { project } = watch;
  const old = [20, 10, 2].map((days) => aSignal(project, `old-${days}`, { at: Date.now() - days * day }));
  const fresh = aSignal(project, "fresh", { at: Date.now() - 60_000 });
  const tooOld = aSignal(project, "too-old", { at: Date.now() - 60 * day });
  const since: number[] = [];
  const source = aSource("jira", (checkpoint, from) => {
    since.push(from);
    return checkpoint === null
      ? delta([tooOld, ...old], "page-2", { more: true, items: [anItem({ key: "ATL-1" })] })
      : delta([fresh], "the-end");
  });
  return { ...watch, source, since, old, fresh };
}

const options = (source: ReturnType<typeof aSource>) => ({ sources: [source], how: hasty });
const rowsOf = async ({ spine, project }: Awaited<ReturnType<typeof scene>>) =>
  spine.db.select().from(watchSignals).where(eq(watchSignals.project, project));
const watchOf = async ({ spine, project }: Awaited<ReturnType<typeof scene>>) =>
  spine.db.select().from(watches).where(eq(watches.project, project)).get();

describe("a look back", () => {
  it("has one rehearsal think about the last days, moves no checkpoint and leaves what is new alone", async () => {
    const one = await scene();
    const { spine, project, source, old } = one;
    const ask = { project, days: 30, onceKey: unique() };
    const begun = await lookBack(spine, ask, options(source));
    expect(begun).toMatchObject({ kind: "begun", signals: 3, skipped: [] });
    const taskId = begun.kind === "begun" ? (begun.taskId ?? "") : "";
    expect((one.since[0] ?? 0) / day).toBeCloseTo((Date.now() - 30 * day) / day, 2);
    expect((await rowsOf(one)).map(({ id, state }) => `${id} ${state}`).toSorted()).toEqual(
      old.map(({ id }) => `${id} taken`).toSorted(),
    );
    expect(await watchOf(one)).toMatchObject({ sources: {}, taskId, dueAt: began });
    expect(await spine.db.select().from(watchCycles).where(eq(watchCycles.taskId, taskId))).toMatchObject([
      { rehearsal: true, signals: 3 },
    ]);
    const [signal] = await spine.db
      .select()
      .from(signals)
      .where(eq(signals.id, `watch:${project}:cycle:look-back-${ask.onceKey}`));
    expect(signal?.body).toMatchObject({ rehearsal: true, housekeeping: null });
    await vi.waitFor(() => expect(one.begun).toHaveLength(1), 10_000);
    expect(await itemsNamed(spine.db, project, ["ATL-1"])).toHaveLength(1);

    // The same call again is the same look; another has to wait until nobody thinks.
    expect(await lookBack(spine, ask, options(source))).toMatchObject({ taskId, signals: 3 });
    expect(await lookBack(spine, { ...ask, onceKey: unique() }, options(source))).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("is thinking"),
    });

    // A regular look meanwhile stores what is new, begins nothing, and takes nothing of the rehearsal.
    const regular = aSource("jira", () => delta([...old, one.fresh], "now"));
    await lookForChanges(spine, { project, slot: began }, options(regular));
    expect(await watchOf(one)).toMatchObject({ taskId, sources: { jira: { checkpoint: "now" } } });
    expect((await takeSignals(spine, project, taskId)).map(({ row }) => row.id)).toEqual(
      old.map(({ id }) => id),
    );
    // Done again it has nothing of its own, and takes nothing of anybody else's.
    const again = { taskId: unique("again"), project, slot: "again", housekeeping: false, rehearsal: true };
    await spine.db.insert(watchCycles).values({ ...again, createdAt: spine.now() });
    expect(await takeSignals(spine, project, again.taskId)).toEqual([]);
    await endCycle(spine, taskId, "looked back", 5);
    expect((await rowsOf(one)).filter(({ state }) => state === "new").map(({ id }) => id)).toEqual([
      one.fresh.id,
    ]);
    // What is known is not told twice.
    expect(await lookBack(spine, { ...ask, onceKey: unique() }, options(source))).toMatchObject({
      taskId: null,
      signals: 0,
    });
  });

  it.each(["fails", "has no money", "makes nothing of them"])(
    "leaves nothing to be acted on when its cycle %s",
    async (end) => {
      const one = await scene();
      const { spine, project, source } = one;
      const begun = await lookBack(spine, { project, days: 30, onceKey: unique() }, options(source));
      const taskId = begun.kind === "begun" ? (begun.taskId ?? "") : "";
      if (end === "makes nothing of them") {
        await giveBack(spine, taskId, "the model's answer is unusable", sql`true`);
        await endCycle(spine, taskId, "0 of 3 signals thought about", 1);
      } else if (end === "has no money") await endCycle(spine, taskId, heartbeatOutcome, 1);
      else {
        await spine.db.update(signals).set({ status: "dead" }).where(eq(signals.kind, "watch.cycle"));
        const quiet = aSource("jira", () => delta([], "now"));
        await lookForChanges(spine, { project, slot: began }, options(quiet));
      }
      expect((await rowsOf(one)).map(({ state }) => state)).toEqual(["done", "done", "done"]);
      expect(await watchOf(one)).toMatchObject({ taskId: null });
    },
  );

  it("is refused with the reason when no source can be read, and for a project that isn't watched", async () => {
    const { spine, project } = await scene();
    const broken = aSource("jira", () => ({ kind: "failed", error: "401: wrong token", afterMs: null }));
    const ask = { project, days: 30, onceKey: unique() };
    expect(await lookBack(spine, ask, options(broken))).toMatchObject({
      kind: "refused",
      reason: "jira can't be read: 401: wrong token",
    });
    expect(await lookBack(spine, { ...ask, project: "elsewhere" })).toMatchObject({ kind: "refused" });
  });

  it("and not the first look of a new watch tells of what was before: that begins with the watch", async () => {
    const one = await scene();
    const { spine, project, source } = one;
    await lookForChanges(spine, { project, slot: began }, options(source));
    expect(one.since[0]).toBe(began);
  });
});
