import { AxeBuilder } from "@axe-core/playwright";
import { expect, it } from "vitest";
import type { Page } from "playwright-core";
import { makeDocx, paragraph } from "../support/documents/make-docx.ts";
import { makePdf } from "../support/documents/make-pdf.ts";
import { tokenOf, vera } from "./support/people.ts";
import { visit } from "./support/visitor.ts";

interface Dropped {
  name: string;
  content: Uint8Array<ArrayBuffer>;
}

/** Drops files on the room, as a person does with the mouse. */
async function drop(page: Page, files: readonly Dropped[]): Promise<void> {
  const bytes = files.map(({ name, content }) => ({ name, content: [...content] }));
  const transfer = await page.evaluateHandle((all) => {
    const made = new DataTransfer();
    for (const { name, content } of all) made.items.add(new File([new Uint8Array(content)], name));
    return made;
  }, bytes);
  await page
    .getByRole("region", { name: "Upload documents" })
    .dispatchEvent("drop", { dataTransfer: transfer });
}

const text = (words: string) => new TextEncoder().encode(words);

it("reads what is dropped, refuses what it can't, and shows the words that a link leads to", async () => {
  const page = await visit({ path: "/documents/default" });
  await page.getByText("No documents yet").waitFor();
  await drop(page, [
    {
      name: "brief.docx",
      content: makeDocx(paragraph("Orders are kept.") + paragraph("For ten years, by law.")),
    },
    { name: "tool.exe", content: Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3]) },
    { name: "offer.pdf", content: makePdf([["Our offer"], ["Thirty days to return"]]) },
  ]);
  const uploads = page.getByRole("list", { name: "Uploads" });
  await uploads.getByText("New: it is read.").nth(1).waitFor();
  await uploads.getByText("Refused: tool.exe is a program").waitFor();
  const table = page.getByRole("group", { name: "Documents" });
  const offer = table.getByRole("row").filter({ hasText: "offer.pdf" });
  await offer.getByText("PDF", { exact: true }).waitFor();
  expect(await offer.innerText()).toMatch(/read\s+PDF\s+1\s+2\s/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await offer.getByRole("link", { name: "offer.pdf" }).click();
  await page.getByText("Page 2", { exact: true }).waitFor();
  await page.goBack();

  await table.getByRole("link", { name: "brief.docx" }).click();
  await page.getByText("For ten years, by law.").waitFor();
  const address = new URL(page.url());
  const from = "Orders are kept.\nFor ".length;
  await page.goto(
    `${address.origin}${address.pathname}?version=1&from=${from}&to=${from + "ten years".length}`,
  );
  expect(await page.locator("mark").innerText()).toBe("ten years");
  await page.getByText("What the link leads to: line 2.").waitFor();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

it("makes a file of the same name a new version, and says what changed", async () => {
  const page = await visit({ path: "/documents/default" });
  const uploads = page.getByRole("list", { name: "Uploads" });
  await drop(page, [{ name: "scope.md", content: text("# Scope\n\nFive years.\n") }]);
  await uploads.getByText("New: it is read.").waitFor();
  await drop(page, [{ name: "scope.md", content: text("# Scope\n\nTen years.\n") }]);
  await uploads.getByText("Version 2: it is read.").waitFor();
  await page.getByRole("link", { name: "scope.md" }).click();
  await page.getByRole("button", { name: "What changed" }).click();
  await page.locator("ins", { hasText: "Ten" }).waitFor();
  await page.getByRole("link", { name: "Version 1" }).click();
  await page.getByText("Five years.").last().waitFor();
});

it("lets a viewer read and not upload", async () => {
  const page = await visit({ path: "/documents/default", token: await tokenOf(vera) });
  await page.getByRole("heading", { name: "Documents" }).waitFor();
  expect(await page.getByRole("region", { name: "Upload documents" }).count()).toBe(0);
});
