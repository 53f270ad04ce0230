import { AxeBuilder } from "@axe-core/playwright";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Page } from "playwright-core";
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

/** With the whole way of the plan, milliseconds: the limit of a failure, not a measure. */
const withinMs = 240_000;

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
    await conflict.getByText("A booking can be cancelled until one hour before it begins.").last().waitFor();
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

    await page.getByRole("link", { name: "Look and decide" }).click();
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Approve it" }).click();
    await page.goto(`${task}?tab=stories`);
    const planned = page.getByRole("region", { name: "Planned" });
    const first = planned.getByRole("heading", { level: 3 }).first();
    const before = await first.innerText();
    await planned
      .getByRole("button", { name: /^Build S\d+ later$/ })
      .first()
      .press("Enter");
    await expect.poll(async () => first.innerText()).not.toBe(before);
    expect(await barriers(page)).toEqual([]);

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
