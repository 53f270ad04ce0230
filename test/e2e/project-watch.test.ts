import { beforeAll, describe, expect, it } from "vitest";
import { recentMonday } from "../../sandbox/story/calendar.ts";
import { playEvents } from "../../sandbox/story/play.ts";
import { daysOf, storyFrom } from "../../sandbox/story/story.ts";
import { Outside } from "../../scripts/demo/outside.ts";
import { Atlas } from "../../scripts/replay/atlas.ts";
import { eventsBySignal, notedIn } from "../../scripts/replay/noted.ts";
import { watchAtlasSince } from "../../scripts/stack/atlas-since.ts";
import type { Stack } from "../../scripts/stack/stack.ts";
import { artefactKinds } from "../../shared/domain/artefacts/artefact.ts";
import { startSystem } from "../support/system.ts";

/** By mail, hidden in a mail's markup, and in a comment of a customer's. */
const orders = ["order-by-mail-1", "hidden-order-1", "ATL-24@8-20:10"];
const story = storyFrom(recentMonday(Date.now()));

let stack: Stack;
let atlas: Atlas;
beforeAll(async () => {
  ({ stack } = await startSystem((stateDir) => ({
    blog: false,
    prepare: async (execute) => watchAtlasSince(stateDir, execute),
  })));
  atlas = new Atlas(stack);
});

/** All that a look may not change when there is nothing new. */
async function standing(): Promise<unknown> {
  const documents = await Promise.all(artefactKinds.map(async (kind) => atlas.artefact(kind)));
  const { waiting, suggestions, holds, approvals, rag, changeAt } = await atlas.summary();
  const summary = { waiting, suggestions, holds, approvals, rag, changeAt };
  return { documents, summary, cycles: await atlas.cycles(), proposals: await atlas.proposals() };
}

describe("a day of a watched project", () => {
  it("is in its documents with the mails that prove it, obeys no stranger, and costs nothing when it is over", async () => {
    const tickets = daysOf(story, 1, 3).filter(({ kind }) => kind !== "mail");
    const strangers = daysOf(story, 8, 8).filter(({ id }) => orders.includes(id));
    await playEvents(stack.urls.sandbox, [...story.before, ...tickets], false);
    await playEvents(stack.urls.sandbox, [...daysOf(story, 4, 4), ...strangers], true);
    await atlas.catchUp();

    const signals = await atlas.signals();
    const events = eventsBySignal(signals, [...story.before, ...story.events]);
    const raid = notedIn("raid_log", (await atlas.artefact("raid_log")).entries, events);
    const decisions = notedIn("decision_log", (await atlas.artefact("decision_log")).entries, events);
    expect(raid).toContainEqual(
      expect.objectContaining({ as: "issue", events: expect.arrayContaining(["duplicates-1"]) }),
    );
    expect(decisions).toContainEqual(
      expect.objectContaining({ as: "made", events: expect.arrayContaining(["region-3"]) }),
    );
    expect(signals.filter(({ state }) => state !== "done")).toEqual([]);

    const flagged = signals.filter(({ flag }) => flag !== null).map(({ id }) => events.get(id));
    expect(new Set(flagged)).toEqual(new Set(orders));
    for (const { events: from } of [...raid, ...decisions])
      expect(from.every((event) => orders.includes(event))).toBe(false);
    const outside = new Outside(stack);
    const { mails } = await outside.sandboxPage<{ mails: { to: string[] }[] }>("mail", "mails");
    expect(mails.flatMap(({ to }) => to).filter((to) => !to.endsWith("@signalbox.example"))).toEqual([]);
    expect(JSON.stringify(await atlas.proposals())).not.toContain("atlas-pmo.example");
    const { issues } = await outside.sandboxPage<{ issues: { key: string; status: string }[] }>(
      "jira",
      "issues",
    );
    expect(issues.find(({ key }) => key === "ATL-41")?.status).toBe("In Progress");

    const before = await standing();
    const { idle } = await atlas.summary();
    await atlas.catchUp();
    expect(await standing()).toEqual(before);
    expect((await atlas.summary()).idle).toBe(idle + 1);
  });
});
