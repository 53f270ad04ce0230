import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ledger } from "../../../shared/db/schema.ts";
import { sha256 } from "../../../shared/platform/digest.ts";
import { spine } from "../support/spine.ts";
import { api, send } from "../support/task.ts";
import { bearer, settings, put, changePeople, withRole, afresh } from "./settings.ts";

const facts = async () =>
  spine.db.select().from(ledger).where(eq(ledger.type, "settings.changed")).orderBy(ledger.seq);

beforeEach(afresh);

afterEach(afresh);

describe("a token", () => {
  it("that is issued works, and the one before doesn't", async () => {
    const response = await send("/api/settings/people/arno/token", undefined);
    expect(response.status).toBe(200);
    const { token, version: changed } = JSON.parse(await response.text());
    expect(token).toMatch(/^[\w-]{43}$/);
    expect((await settings()).people).toMatchObject({ version: changed, changedBy: "you" });
    expect((await api("/api/tasks", bearer(token))).status).toBe(200);
    expect((await api("/api/tasks", bearer("approver-token"))).status).toBe(401);
    expect((await send("/api/settings/people/ghost/token", undefined)).status).toBe(404);
    expect((await send("/api/settings/people/you/token", undefined, bearer(token))).status).toBe(403);
    // It stays with its holder through changes of the list.
    expect((await changePeople(withRole("arno", "viewer"))).status).toBe(200);
    expect((await api("/api/tasks", bearer(token))).status).toBe(200);
    // Back in the configuration, its token is back too.
    const { version } = (await settings()).people;
    await send(`/api/settings/people?version=${version}`, undefined, {}, "DELETE");
    expect((await api("/api/tasks", bearer("approver-token"))).status).toBe(200);
    expect((await api("/api/tasks", bearer(token))).status).toBe(401);
  });

  it("for oneself ends the one that it was asked for with", async () => {
    const { token } = JSON.parse(await (await send("/api/settings/people/you/token", undefined)).text());
    expect((await api("/api/settings")).status).toBe(401);
    expect((await api("/api/settings", bearer(token))).status).toBe(200);
  });

  it("is in no other answer, no fact and no log, and neither is its digest", async () => {
    const lines: string[] = [];
    const spies = (["info", "warn", "error"] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation((...words) => lines.push(words.join(" "))),
    );
    const { token } = JSON.parse(await (await send("/api/settings/people/arno/token", undefined)).text());
    await changePeople((people) => [...people, { id: "nina", name: "Nina", role: "viewer" }]);
    await put("people", { people: [{ id: "X", name: token, role: "viewer" }], version: 0 });
    const answers = await Promise.all(
      ["/api/settings", "/api/ledger?type=settings.changed&limit=100", "/api/budgets/history"].map(
        async (path) => (await api(path, bearer(token))).text(),
      ),
    );
    for (const spy of spies) spy.mockRestore();
    const told = [...answers, JSON.stringify(await facts()), ...lines].join("\n");
    expect(told).toContain("arno a new API token; the one before has ended");
    for (const secret of [token, await sha256(token), await sha256("test-api-token")])
      expect(told).not.toContain(secret);
  });
});
