import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasEnded, nextForPieces, type PieceState } from "../../../shared/domain/pieces.ts";

const settleMs = 50;

interface World {
  now: number;
  pieces: PieceState[];
  /** How often each has gone out. */
  out: number[];
  /** When each may go out by what was approved last, and whether it is late by the rule. */
  lateMs: number | null;
}

/** What happens between two looks. Times are small, so that they meet. */
const happenings = fc.array(
  fc.record({
    passes: fc.nat(40),
    at: fc.nat(4),
    what: fc.constantFrom(
      "approve",
      "approve",
      "reject",
      "revise",
      "move",
      "edit",
      "expire",
      "nothing",
      "resolve",
      "cancel",
    ),
    time: fc.option(fc.nat(300)),
    /** What becomes of a try, if there is one now. */
    fate: fc.constantFrom("applies", "applies", "is refused", "not now", "loses the answer", "is at it"),
  }),
  { maxLength: 40 },
);

const starts = fc.array(
  fc.record({
    status: fc.constantFrom<PieceState["status"]>("pending", "pending", "pending", "auto", "forbidden"),
    dueAt: fc.option(fc.nat(200)),
    pointsAtFirst: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
);

const fresh = (status: PieceState["status"], dueAt: number | null): PieceState => ({
  bundle: "bundle-1",
  status,
  decidedAt: null,
  effect: status === "auto" ? "pending" : null,
  sent: false,
  asked: false,
  dueAt,
  notBefore: 0,
  pointsAt: null,
  takenUp: false,
});

type Happening = typeof happenings extends fc.Arbitrary<(infer H)[]> ? H : never;

/** What people and time do to one: only what the spine lets them. */
function happen(world: World, { at, what, time }: Happening): void {
  const n = at % world.pieces.length;
  const piece = world.pieces[n];
  if (piece === undefined) return;
  const set = (over: Partial<PieceState>) => {
    world.pieces[n] = { ...piece, ...over };
  };
  const decided = { decidedAt: world.now };
  const unsent = !piece.sent && (piece.effect === null || piece.effect === "pending");
  switch (what) {
    case "approve":
      if (piece.status === "pending") set({ ...decided, status: "approved", effect: "pending" });
      break;
    case "reject":
      if (piece.status === "pending") set({ ...decided, status: "rejected" });
      break;
    case "revise":
      if (piece.status === "pending") set({ ...decided, status: "revised" });
      break;
    case "expire":
      if (piece.status === "pending") set({ ...decided, status: "expired" });
      break;
    case "edit":
      if (piece.status === "pending") set({ decidedAt: null });
      break;
    case "move":
      if (piece.status === "pending" || (piece.status === "approved" && unsent))
        set({ ...fresh("pending", time), bundle: piece.bundle, pointsAt: piece.pointsAt });
      break;
    case "resolve":
      if (piece.effect === "unknown" && piece.asked) set({ effect: "applied" });
      break;
    case "nothing":
    case "cancel":
      break;
  }
}

/** Does what is next, as the workflow does it. */
function act(world: World, fate: Happening["fate"]): "acted" | "waits" | "done" {
  const { now, lateMs } = world;
  const next = nextForPieces(world.pieces, { lateMs, settleMs }, now);
  const set = (n: number, over: Partial<PieceState>) => {
    const piece = world.pieces[n];
    if (piece !== undefined) world.pieces[n] = { ...piece, ...over };
  };
  const piece = "at" in next && typeof next.at === "number" ? world.pieces[next.at] : undefined;
  const target = world.pieces[piece?.pointsAt ?? -1];
  switch (next.kind) {
    case "apply": {
      if (piece?.sent === false && target !== undefined) expect(target.effect).toBe("applied");
      // Only what was let through goes out, not before its time, and what is at it or sent is only looked after.
      expect(["approved", "released", "auto"]).toContain(piece?.status);
      expect(piece?.effect).toBe("pending");
      if (piece?.sent === false) expect(piece.dueAt ?? 0).toBeLessThanOrEqual(now);
      expect(piece?.notBefore).toBeLessThanOrEqual(now);
      if (fate === "applies" || piece?.sent === true) {
        if (piece?.sent === false) world.out[next.at] = (world.out[next.at] ?? 0) + 1;
        set(next.at, { effect: "applied", sent: true });
      } else if (fate === "is refused") set(next.at, { effect: "failed" });
      else if (fate === "not now") set(next.at, { notBefore: now + 10 });
      else {
        world.out[next.at] = (world.out[next.at] ?? 0) + 1;
        if (fate === "is at it") set(next.at, { sent: true, notBefore: now + 5 });
        else set(next.at, { sent: true, effect: "unknown" });
      }
      return "acted";
    }
    case "late":
      expect(lateMs).not.toBeNull();
      expect(piece?.sent).toBe(false);
      expect(now).toBeGreaterThan((piece?.dueAt ?? Number.POSITIVE_INFINITY) + (lateMs ?? 0));
      set(next.at, {
        ...fresh("pending", null),
        bundle: piece?.bundle ?? "",
        pointsAt: piece?.pointsAt ?? null,
      });
      return "acted";
    case "leave":
      // What it points at has ended and isn't there.
      expect(target?.effect).not.toBe("applied");
      expect(target && hasEnded(target)).toBe(true);
      expect(piece?.sent).toBe(false);
      set(next.at, { effect: "failed" });
      return "acted";
    case "ask":
      expect(piece).toMatchObject({ effect: "unknown", asked: false });
      set(next.at, { asked: true });
      return "acted";
    case "revise": {
      const bundles = new Set(next.at.map((n) => world.pieces[n]?.bundle));
      expect(bundles.size).toBe(1);
      for (const n of next.at) {
        expect(world.pieces[n]).toMatchObject({ status: "revised", takenUp: false });
        set(n, { takenUp: true });
        const anew = world.pieces.length;
        const pointsAt = world.pieces[n]?.pointsAt ?? null;
        world.pieces.push({ ...fresh("pending", null), bundle: `bundle-${anew}`, pointsAt });
        world.pieces = world.pieces.map((one) => (one.pointsAt === n ? { ...one, pointsAt: anew } : one));
        world.out.push(0);
      }
      return "acted";
    }
    case "wait":
      // Whatever has a time is waited for until then and no longer: never for ever, never in a circle.
      if (next.until !== null) expect(next.until).toBeGreaterThan(now);
      for (const one of world.pieces) {
        const before = one.sent ? undefined : world.pieces[one.pointsAt ?? -1];
        const isHeld = before !== undefined && !hasEnded(before);
        if (one.effect === "pending" && one.status !== "superseded" && !isHeld)
          expect(next.until).not.toBeNull();
      }
      return "waits";
    case "done":
      expect(world.pieces.every(hasEnded)).toBe(true);
      return "done";
  }
}

/** As much as there is to do at one moment. */
function settle(world: World, fate: Happening["fate"]): boolean {
  for (let turns = 0; turns < 100; turns++) {
    const now = act(world, fate);
    if (now === "done") return true;
    if (now === "waits") return false;
  }
  throw new Error("it never comes to rest");
}

describe("pieces that are carried out together", () => {
  it("go out once each, when they are let through and due, whatever happens to the others", () => {
    fc.assert(
      fc.property(starts, happenings, fc.option(fc.constantFrom(0, 20)), (list, history, lateMs) => {
        const pieces = list.map(({ status, dueAt, pointsAtFirst }, n) => ({
          ...fresh(status, dueAt),
          pointsAt: pointsAtFirst && n > 0 ? 0 : null,
        }));
        const world: World = { now: 0, pieces, out: pieces.map(() => 0), lateMs };
        for (const happening of history) {
          world.now += happening.passes;
          happen(world, happening);
          settle(world, happening.fate);
        }
        // In the end people decide on the rest, and services answer: everything ends.
        for (let round = 0; round < 20; round++) {
          world.now += 1000;
          for (const [at] of world.pieces.entries())
            for (const what of ["approve", "resolve"] as const)
              happen(world, { passes: 0, at, what, time: null, fate: "applies" });
          if (settle(world, "applies")) break;
        }
        expect(world.pieces.every(hasEnded)).toBe(true);
        for (const [n, piece] of world.pieces.entries()) {
          expect(world.out[n]).toBeLessThanOrEqual(1);
          if (piece.effect === "applied") expect(world.out[n]).toBe(1);
          if (["rejected", "expired", "revised", "forbidden"].includes(piece.status))
            expect(world.out[n]).toBe(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("goes out in the order of the times, and a yes that comes late is no reason to ask again", () => {
    const due = (dueAt: number | null, decidedAt: number): PieceState => ({
      ...fresh("approved", dueAt),
      effect: "pending",
      decidedAt,
    });
    const rules = { lateMs: 20, settleMs };
    expect(nextForPieces([due(90, 0), due(80, 0)], rules, 95)).toEqual({ kind: "apply", at: 1 });
    expect(nextForPieces([due(90, 0)], rules, 111)).toEqual({ kind: "late", at: 0 });
    expect(nextForPieces([due(90, 100)], rules, 111)).toEqual({ kind: "apply", at: 0 });
    expect(nextForPieces([due(90, 0)], { ...rules, lateMs: null }, 999)).toEqual({ kind: "apply", at: 0 });
  });

  it("lets people say all that they want otherwise before that is written anew", () => {
    const wanted = { ...fresh("revised", null), decidedAt: 100 };
    const open = fresh("pending", null);
    const rules = { lateMs: null, settleMs };
    expect(nextForPieces([wanted, open], rules, 120)).toEqual({ kind: "wait", until: 150 });
    expect(nextForPieces([wanted, open], rules, 150)).toEqual({ kind: "revise", at: [0] });
    expect(nextForPieces([wanted, { ...open, status: "rejected" }], rules, 101)).toEqual({
      kind: "revise",
      at: [0],
    });
  });
});
