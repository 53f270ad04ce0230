import { AxeBuilder } from "@axe-core/playwright";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Locator, Page } from "playwright-core";
import { watchHarbour } from "./support/harbour.ts";
import { visit } from "./support/visitor.ts";

const briefs = join(import.meta.dirname, "../../sandbox/briefs/room-booking");
const files = ["brief.pdf", "workshop.docx", "call.vtt", "mails.eml", "chat.json"];

/** What axe finds that keeps people out. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(["wcag2a", "wcag2aa", "wcag21aa"])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Changes the order of the planned stories in each way: two of them depend on the second, which depends on the first. */
async function orderStories(page: Page): Promise<void> {
  const planned = page.getByRole("region", { name: "Planned" });
  const cards = planned.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) });
  const order = async () => planned.getByRole("heading", { level: 3 }).allInnerTexts();
  await expect.poll(order).toHaveLength(4);
  const [first = "", second = "", third = "", fourth = ""] = await order();
  const swapped = [first, second, fourth, third];
  const earlier = (title: string) =>
    cards.filter({ hasText: title }).getByRole("button", { name: /^Build S\d+ earlier$/ });
  await earlier(fourth).press("Enter");
  await expect.poll(order).toEqual(swapped);
  expect(await barriers(page)).toEqual([]);

  await dragTo(page, cards.nth(0), cards.nth(3), "below");
  await page.getByRole("alert").filter({ hasText: "and can't be built before it" }).waitFor();
  await expect.poll(order).toEqual(swapped);
  const kept = async () =>
    page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.ok());
  await Promise.all([kept(), dragTo(page, cards.nth(3), cards.nth(2), "above")]);
  await expect.poll(order).toEqual([first, second, third, fourth]);

  await earlier(fourth).focus();
  await page.keyboard.press("ArrowUp");
  const place = page.getByRole("status").filter({ hasText: "place 3 of 4" });
  await place.waitFor();
  await page.keyboard.press("Escape");
  await place.waitFor({ state: "detached" });
  await page.keyboard.press("ArrowUp");
  await Promise.all([kept(), page.keyboard.press("Enter")]);
  await expect.poll(order).toEqual(swapped);
  await page.reload();
  await expect.poll(order).toEqual(swapped);
}

/** Drags by the mouse, as a hand does: press, move in steps, let go at the edge of another. */
async function dragTo(page: Page, card: Locator, other: Locator, where: "above" | "below"): Promise<void> {
  await card.scrollIntoViewIfNeeded();
  const [from, to] = [await card.boundingBox(), await other.boundingBox()];
  if (from === null || to === null) throw new Error("it isn't on the page");
  await page.mouse.move(from.x + from.width - 6, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, from.y + 20, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, where === "above" ? to.y + 4 : to.y + to.height - 4, {
    steps: 8,
  });
  await page.mouse.up();
}

/** Writes a story by hand, having been told what is missing. */
async function addStory(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add a story" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a story" });
  await dialog.getByRole("button", { name: "Add it" }).click();
  await dialog.getByText("Say what it is", { exact: true }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await dialog.getByLabel("Title").fill("See who has booked");
  await dialog.getByLabel("What is wanted").fill("Somebody before a closed door sees who is in the room.");
  await dialog.getByLabel("Done when").fill("- GET /bookings/:id answers 200 with who has booked");
  await dialog.getByRole("button", { name: "Add it" }).click();
  await page
    .getByRole("alert")
    .filter({ hasText: /^It is S5, and asked about with the plan/ })
    .waitFor();
  await dialog.waitFor({ state: "detached" });
  await page
    .getByRole("alert", { name: "Documents are read again" })
    .getByText("See who has booked")
    .waitFor();
}

/** Has a stage made anew, and sees that it is going to be. */
async function makeAnew(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Make a stage anew" }).click();
  const dialog = page.getByRole("dialog", { name: "Make a stage anew" });
  await dialog.getByRole("radio", { name: "Requirements" }).check();
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Make it anew" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("alert", { name: "Made anew" }).getByText("The requirements").waitFor();
}

/** So long documents may be read and a plan be made, milliseconds: that isn't the page's doing. */
const workMs = 90_000;
/** With the whole way of the plan, milliseconds: the limit of a failure, not a measure. */
const withinMs = 300_000;

it(
  "leads from documents over answers to a board of stories, and from words to what rests on them",
  { timeout: withinMs },
  async () => {
    await watchHarbour();
    const page = await visit({ path: "/documents/quay" });
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose files" }).click();
    const broken = { name: "scan.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 torn") };
    await (await chooser).setFiles(files.map((name) => join(briefs, name)));
    await page.getByText("5 of 5 files arrived", { exact: true }).waitFor();
    const another = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose files" }).click();
    await (await another).setFiles([broken]);
    await page.getByText("6 of 6 files arrived, 1 refused").waitFor();

    await page.getByRole("link", { name: "Start a delivery" }).click();
    await page.getByLabel("What it is to be").fill("Room booking");
    await page.getByLabel("Repository").fill("acme/room-booking-seen");
    for (const name of files) await page.getByLabel(name).check();
    await page.getByRole("button", { name: "Start it" }).click();

    const questions = page.getByRole("form", { name: "Questions" });
    const conflict = questions.getByRole("listitem").filter({ hasText: "contradiction" });
    await conflict
      .getByText("A booking can be cancelled until one hour before it begins.")
      .last()
      .waitFor({ timeout: workMs });
    expect(await barriers(page)).toEqual([]);
    await conflict
      .getByRole("button", { name: /^Take over for Q\d+: A booking can be cancelled until one hour/ })
      .click();
    await questions
      .getByRole("listitem")
      .filter({ hasText: "chat.json" })
      .getByRole("textbox")
      .fill("Everybody must be able to cancel somebody else's booking.");
    const task = page.url();
    // What was written is still there after the page was loaded anew.
    await page.reload();
    await questions.getByText("2 of 2 answers").waitFor();
    await questions.getByRole("button", { name: "Answer", exact: true }).click();

    await page.getByRole("link", { name: "Look and decide" }).click({ timeout: workMs });
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Approve it" }).click();
    await page.goto(`${task}?tab=stories`);
    await orderStories(page);
    await addStory(page);
    await makeAnew(page);

    await page.getByRole("tab", { name: "Traceability" }).click();
    const row = page.getByRole("group", { name: "Traceability" }).getByRole("rowgroup").nth(1);
    await row.getByText("src/", { exact: false }).first().waitFor();
    await row.getByRole("link", { name: /^R\d+$/ }).click();
    await page.getByRole("tabpanel").getByRole("link", { name: "brief.pdf" }).first().click();
    const cites = page.getByRole("group", { name: "Text" }).getByRole("link", { name: /^R1: / });
    await cites.waitFor();
    expect(await barriers(page)).toEqual([]);
    await cites.click();
    await page.getByRole("heading", { level: 1, name: "Room booking" }).waitFor();
    await page.locator("li[data-at]").getByText("R1", { exact: true }).waitFor();
  },
);
