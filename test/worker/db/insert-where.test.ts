import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { insertFrom, insertWhere } from "../../../shared/db/insert-where.ts";
import { effects, ledger, promotions } from "../../../shared/db/schema.ts";
import { spine, unique } from "../support/spine.ts";

const { db } = spine;

describe("a row that is inserted where a condition holds", () => {
  it("has each value in the column of its name, whatever the order, and defaults where none is given", async () => {
    const actionId = unique();
    const row = {
      result: { url: "https://example.com/a" },
      updatedAt: 7,
      stale: true,
      attempts: 3,
      state: "failed",
      actionId,
      taskId: "t",
    } as const;
    await insertWhere(db, effects, row, sql`1 = 1`);
    const kept = await db.select().from(effects).where(eq(effects.actionId, actionId)).get();
    expect(kept).toEqual({
      ...row,
      sentAt: null,
      firstSentAt: null,
      askedAt: null,
      error: null,
      progress: null,
      checkAt: null,
      lookAt: null,
    });
    const { stale: _unsaid, ...rest } = { ...row, actionId: unique() };
    await insertWhere(db, effects, rest, sql`1 = 1`);
    expect((await db.select().from(effects).where(eq(effects.actionId, rest.actionId)).get())?.stale).toBe(
      false,
    );
  });

  it("is not there where it doesn't", async () => {
    const actionId = unique();
    const row = { actionId, taskId: "t", state: "pending", attempts: 0, updatedAt: 1 } as const;
    await insertWhere(db, effects, row, sql`EXISTS (SELECT 1 FROM ${promotions} WHERE id = 'none')`);
    expect(await db.$count(effects, eq(effects.actionId, actionId))).toBe(0);
  });

  it("numbers itself, and takes expressions of the rows that it comes from", async () => {
    const mark = unique();
    for (const n of [1, 2])
      await insertWhere(
        db,
        effects,
        { actionId: `${mark}-${n}`, taskId: mark, state: "pending", attempts: n, updatedAt: 1 },
        sql`1 = 1`,
      );
    const fact = {
      id: sql`${effects.actionId} || '/told'`,
      at: sql`${effects.attempts}`,
      taskId: mark,
      type: "task.closed",
      summary: "it is told",
      data: sql`json_object('attempts', ${effects.attempts})`,
    } as const;
    await insertFrom(db, ledger, fact, sql`FROM ${effects} WHERE ${eq(effects.taskId, mark)}`);
    const told = await db
      .select()
      .from(ledger)
      .where(and(eq(ledger.taskId, mark), eq(ledger.type, "task.closed")));
    expect(told.map(({ id, at, data }) => ({ id, at, data }))).toEqual([
      { id: `${mark}-1/told`, at: 1, data: { attempts: 1 } },
      { id: `${mark}-2/told`, at: 2, data: { attempts: 2 } },
    ]);
    expect(new Set(told.map(({ seq }) => seq)).size).toBe(2);
  });
});
