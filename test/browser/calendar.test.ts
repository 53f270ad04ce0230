import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { daysAfter } from "../../shared/domain/local-day.ts";
import { wallTime } from "../../shared/domain/wall-clock.ts";
import { visit } from "./support/visitor.ts";
import { propose } from "./support/waiting.ts";

/** The Tuesday after the next Monday: all of its week is to come. */
function tuesdayToCome(): string {
  const { day, weekday } = wallTime(Date.now(), "UTC");
  return daysAfter(day, 9 - weekday);
}

const day = tuesdayToCome();

/** A report for a time in that week, and the calendar on which it stands. */
async function reportAt(title: string, clock: string): Promise<{ page: Page; id: string }> {
  const publishAt = `${day}T${clock}:00Z`;
  const payload = { channel: "C0GENERAL", title, markdown: "All is well.", publishAt };
  const { id } = await propose("slack_report", payload);
  const page = await visit({ path: `/calendar?day=${day}&zone=UTC` });
  return { page, id };
}

const slot = (page: Page, on: string, hour: number) => page.locator(`[data-slot="${on} ${hour}"]`);

/** Drags by the mouse, as a hand does: press, move in steps, let go. */
async function drag(page: Page, title: string, on: string, hour: number): Promise<void> {
  const card = page.getByRole("article").filter({ hasText: title });
  await card.scrollIntoViewIfNeeded();
  const from = await card.boundingBox();
  const to = await slot(page, on, hour).boundingBox();
  if (from === null || to === null) throw new Error("it isn't on the page");
  await page.mouse.move(from.x + from.width / 2, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2 + 20, from.y + 20, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 });
  await page.mouse.up();
}

it("moves a text that waits to the hour on which the mouse lets it go", async () => {
  const title = `By mouse ${crypto.randomUUID().slice(0, 6)}`;
  const { page } = await reportAt(title, "10:30");
  await slot(page, day, 10).getByText(title).waitFor();
  const to = daysAfter(day, 2);
  await drag(page, title, to, 14);
  const asked = page.getByRole("dialog", { name: `Move: ${title}` });
  await asked.getByText("the question is asked with its new time").waitFor();
  expect(await asked.getByLabel(/^New time/).inputValue()).toBe(`${to}T14:00`);
  await asked.getByRole("button", { name: "Move", exact: true }).click();
  await slot(page, to, 14).getByText(title).waitFor();
  expect(await slot(page, day, 10).getByText(title).count()).toBe(0);
});

it("moves a text by keys alone, and says first that what is approved needs a new approval", async () => {
  const title = `By keys ${crypto.randomUUID().slice(0, 6)}`;
  const { page, id } = await reportAt(title, "09:00");
  const inbox = await visit({ path: `/inbox/${id}` });
  await inbox.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("article").filter({ hasText: title }).getByText("Approved").waitFor();

  const move = page.getByRole("button", { name: `Move ${title}` });
  await move.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.getByRole("status").filter({ hasText: "11:00. It is approved" }).waitFor();
  await page.keyboard.press("Escape");
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const asked = page.getByRole("dialog", { name: `Move: ${title}` });
  await asked.getByText("Moved, it needs a new approval").waitFor();
  expect(await asked.getByLabel(/^New time/).inputValue()).toBe(`${daysAfter(day, 1)}T09:00`);
  await page.keyboard.press("Enter");
  await slot(page, daysAfter(day, 1), 9).getByText(title).waitFor();
  await page.getByRole("article").filter({ hasText: title }).getByText("Waits").waitFor();
});
