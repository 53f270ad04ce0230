import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { usualLimits } from "../../../shared/domain/circuit.ts";
import { enterService, forgetPasses, leaveService } from "../../../shared/spine/service.ts";
import { spine, unique } from "../support/spine.ts";

const gate = env.SERVICE_GATE.getByName("bluesky");
const well = { kind: "answered" } as const;
const attempt = () => ({ id: unique("attempt"), target: "bluesky.example" });
/** What another isolate asks for. */
const asked = (target: string) => ({
  pass: { id: unique("pass"), target },
  more: [],
  back: [],
  wellAgoMs: null,
});

beforeEach(forgetPasses);

describe("an isolate at a service's door", () => {
  it("goes in with one pass again and again, and takes it along when it asks for another", async () => {
    const { inside } = await gate.view();
    for (let n = 0; n < 10; n++) {
      const { id, target } = attempt();
      expect(await enterService(spine, "bluesky", { id, target })).toEqual({ kind: "enter" });
      await leaveService(spine, "bluesky", id, well);
    }
    expect(await gate.view()).toMatchObject({ inside: inside + 1, lastSuccessAt: null });
    await scheduler.wait(usualLimits.reuseMs);
    await enterService(spine, "bluesky", attempt());
    const after = await gate.view();
    expect(after.inside).toBe(inside + 1);
    expect(after.lastSuccessAt).toBeGreaterThan(Date.now() - 2 * usualLimits.reuseMs);
  });

  it("gives back what it doesn't use any more where others are inside too", async () => {
    const before = (await gate.view()).inside;
    const target = unique("target");
    for (let n = 0; n < 3; n++) await gate.enter(asked(target));
    const id = unique("attempt");
    await enterService(spine, "bluesky", { id, target });
    await leaveService(spine, "bluesky", id, well);
    expect((await gate.view()).inside).toBe(before + 4);
    await vi.waitFor(async () => expect((await gate.view()).inside).toBe(before + 3), 4000);
  });

  it("waits in line where the house is full, and comes before who asks anew", async () => {
    const target = unique("target");
    const held = Array.from({ length: usualLimits.perTarget }, () => asked(target));
    for (const one of held) expect((await gate.enter(one)).kind).toBe("enter");
    const waiter = enterService(spine, "bluesky", { id: unique("attempt"), target });
    await scheduler.wait(100);
    const [leaves = "", ...others] = held.map((one) => one.pass.id);
    const newcomer = gate.enter({ ...asked(target), back: [leaves] });
    const first = await Promise.race([waiter.then(() => "in line"), newcomer.then(() => "anew")]);
    expect(first).toBe("in line");
    await gate.tell({ back: others, wellAgoMs: null });
    expect(await waiter).toEqual({ kind: "enter" });
    expect((await newcomer).kind).toBe("enter");
  });

  it("stays out at once when it has met with trouble, and soon when others have", async () => {
    await gate.reopen();
    const one = attempt();
    await enterService(spine, "bluesky", one);
    for (let n = 0; n < usualLimits.failuresToOpen; n++)
      await gate.leave(unique("others"), { kind: "failed", reason: "502" });
    const shutAt = Date.now();
    await leaveService(spine, "bluesky", one.id, null);
    await vi.waitFor(async () => {
      const next = attempt();
      const entry = await enterService(spine, "bluesky", next);
      if (entry.kind === "enter") await leaveService(spine, "bluesky", next.id, null);
      expect(entry.kind).toBe("wait");
    }, usualLimits.reuseMs + 500);
    expect(Date.now() - shutAt).toBeLessThanOrEqual(usualLimits.reuseMs + 500);

    await gate.reopen();
    const mine = attempt();
    await enterService(spine, "bluesky", mine);
    await leaveService(spine, "bluesky", mine.id, { kind: "patience", ms: 60_000 });
    expect(await enterService(spine, "bluesky", attempt())).toMatchObject({ kind: "wait" });
    await gate.reopen();
  });
});
