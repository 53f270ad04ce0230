import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BrowserContext, Page } from "playwright-core";
import { type Scene, setReadyFix, setScene } from "../../scripts/demo/scene.ts";
import { craneSignal, harbour } from "./support/harbour-sql.ts";
import { watchHarbour } from "./support/harbour.ts";
import { theSystem } from "./support/system.ts";
import { newContext, visit } from "./support/visitor.ts";

/** A fix is made from its report to a pull request that is ready. */
const wholeFixMs = 600_000;

const phone = { width: 390, height: 844 };

let scene: Scene;
let readyFix: string;
/** One for all rooms, so that the dashboard's scripts are read once. */
let context: BrowserContext;
beforeAll(async () => {
  context = await newContext();
  const running = await theSystem();
  [scene, readyFix] = await Promise.all([setScene(running), setReadyFix(running), watchHarbour()]);
}, wholeFixMs);

afterAll(async () => context?.close());

/** Each room's name and address, once there is something in it. */
const rooms: [name: string, path: () => string][] = [
  ["overview", () => "/"],
  ["inbox", () => "/inbox"],
  ["approval", () => `/inbox/${scene.draftApproval}`],
  ["approval of a plan", () => `/inbox/${scene.planApproval}`],
  ["question", () => `/inbox/question~${scene.questionTask}`],
  ["holds", () => "/holds"],
  ["tasks", () => "/tasks"],
  ["task", () => `/tasks/${scene.draftTask}`],
  ["task, why", () => `/tasks/${scene.draftTask}?tab=why`],
  ["task, what it proposed", () => `/tasks/${scene.draftTask}?tab=proposals`],
  ["task, model calls", () => `/tasks/${scene.draftTask}?tab=calls`],
  ["fixes", () => "/fixes"],
  ["report a bug", () => "/fixes/new"],
  ["fix, planned", () => `/tasks/${scene.planTask}`],
  ["fix, evidence", () => `/tasks/${readyFix}?tab=evidence`],
  ["fix, change", () => `/tasks/${readyFix}?tab=change`],
  ["run a task", () => "/tasks/new"],
  ["signals", () => "/signals"],
  ["signal", () => "/signals?signal=slack:EvDead"],
  ["ledger", () => "/ledger"],
  ["memory", () => "/memory"],
  ["meetings", () => "/meetings"],
  ["bring a transcript", () => "/meetings/new"],
  ["send a bot", () => "/meetings/bot"],
  ["dead letters", () => "/dead-letters"],
  ["budgets", () => "/budgets"],
  ["autonomy", () => "/autonomy"],
  ["calendar", () => "/calendar"],
  ["schedules", () => "/schedules"],
  ["posts", () => "/posts"],
  ["accounts", () => "/accounts"],
  ["settings", () => "/settings"],
  ["projects", () => "/projects"],
  ["project", () => `/projects/${harbour}`],
  ["project, RAID log", () => `/projects/${harbour}/raid`],
  ["project, entry", () => `/projects/${harbour}/raid?entry=R-1`],
  ["project, delivery", () => `/projects/${harbour}/delivery`],
  ["project, feed", () => `/projects/${harbour}/feed`],
  ["project, signal", () => `/projects/${harbour}/feed?signal=${craneSignal}`],
  ["project, cycles", () => `/projects/${harbour}/cycles`],
  ["project, autonomy", () => `/projects/${harbour}/autonomy`],
  ["project, settings", () => `/projects/${harbour}/settings`],
  ["no such page", () => "/nowhere"],
];

describe.each(rooms)("the room %s", (_name, path) => {
  it("can be used by everybody, in light and dark and on a phone", async () => {
    const page = await visit({ path: path(), context });
    await shown(page);
    expect(await barriers(page), "in light").toEqual([]);
    // The colours of the one and the places of the other are looked at in one.
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize(phone);
    await page.getByRole("button", { name: "Rooms" }).waitFor();
    await expect.poll(async () => tooWide(page), { message: "wider than a phone" }).toEqual([]);
    expect(await barriers(page), "in dark on a phone").toEqual([]);
  });
});

/** Waits until everything has been read. */
async function shown(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await expect.poll(async () => page.getByText("Loading", { exact: true }).count()).toBe(0);
}

/** What axe finds of WCAG 2.1 A and AA that keeps people out. */
async function barriers(page: Page): Promise<string[]> {
  // No frames are here, for which it would open pages of its own; and what is all right nobody reads.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html}\n${failureSummary}`),
    );
}

/** What makes the page scroll sideways; empty when it doesn't. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.body.querySelectorAll("*")]
      .filter((one) => one.getBoundingClientRect().right > clientWidth + 1)
      .map((one) => one.cloneNode(false))
      .flatMap((one) => (one instanceof Element ? [one.outerHTML] : []));
  });
}
