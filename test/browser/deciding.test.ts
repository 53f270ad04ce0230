import { expect, it } from "vitest";
import type { Page } from "playwright-core";
import { propose, proposeTicket } from "./support/waiting.ts";
import { jiraIssues, sentMails } from "./support/sandbox.ts";
import { arno, tokenOf, vera } from "./support/people.ts";
import { visit } from "./support/visitor.ts";

const levers = (page: Page) => page.getByRole("button", { name: /^(Approve|Revise…|Reject…)$/ });

it("shows at once who decided what, and offers nothing more to whoever looks at it too", async () => {
  const { id } = await proposeTicket("Two look at this one");
  const mine = await visit({ path: `/inbox/${id}` });
  const theirs = await visit({ path: `/inbox/${id}`, token: await tokenOf(arno) });
  await expect.poll(async () => levers(mine).count()).toBe(2);
  await theirs.getByRole("button", { name: "Reject…" }).click();
  await theirs.getByLabel("Why?").fill("We have no time for it this month");
  await theirs.getByRole("button", { name: "Reject", exact: true }).click();
  const told = mine.getByRole("status").filter({ hasText: "Rejected by Arno on the dashboard" });
  await told.getByText("“We have no time for it this month”").waitFor();
  expect(await levers(mine).count()).toBe(0);
});

it("counts one of two decisions that are made in the same moment, and tells the other one", async () => {
  const { id } = await proposeTicket("Two decide on this one");
  const mine = await visit({ path: `/inbox/${id}` });
  const theirs = await visit({ path: `/inbox/${id}`, token: await tokenOf(arno) });
  const pages = [mine, theirs];
  const approve = (page: Page) => page.getByRole("button", { name: "Approve", exact: true });
  for (const page of pages) await expect.poll(async () => approve(page).isEnabled()).toBe(true);
  await Promise.all(pages.map(async (page) => approve(page).click()));
  const told = async (words: string): Promise<boolean[]> =>
    Promise.all(pages.map(async (page) => page.getByRole("alert").filter({ hasText: words }).isVisible()));
  await expect.poll(async () => (await told("is approved")).filter(Boolean).length).toBe(1);
  const counted = await told("is approved");
  await expect.poll(async () => told("That did not count")).toEqual(counted.map((isCounted) => !isCounted));
});

it("lets a viewer look, and says why no more", async () => {
  const { id } = await proposeTicket("Vera looks at this one");
  const page = await visit({ path: `/inbox/${id}`, token: await tokenOf(vera) });
  await page.getByRole("heading", { name: "Vera looks at this one", level: 2 }).first().waitFor();
  await page
    .getByRole("group", { name: "Decide" })
    .getByText("Why you may not approve it: you may look; deciding needs the role of approver.")
    .waitFor();
  expect(await levers(page).count()).toBe(0);
  expect(await page.getByRole("checkbox").count()).toBe(0);
  await page.keyboard.press("a");
  await page.keyboard.press("x");
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.getByRole("link", { name: "Vera looks at this one" }).first().waitFor();
});

it("approves several at once, and none of high risk with them", async () => {
  const mail = { to: ["editor@weekly.example"], subject: "Not together with others", text: "Hello" };
  await propose("email_external", mail, { token: await tokenOf(arno) });
  const tickets = ["Together, the first", "Together, the second"];
  for (const summary of tickets) await proposeTicket(summary);
  const page = await visit({ path: "/inbox" });
  for (const title of [...tickets, mail.subject]) await page.getByLabel(`Mark ${title}`).check();
  await page.getByText("1 of high risk can’t be approved in bulk: open it and look.").waitFor();
  await page.getByRole("button", { name: "Approve 2" }).click();
  const asked = page.getByRole("dialog", { name: "Approve 2" });
  for (const title of tickets) await asked.getByRole("listitem").filter({ hasText: title }).waitFor();
  expect(await asked.getByText(mail.subject).count()).toBe(0);
  await asked.getByRole("button", { name: "Approve 2" }).click();
  const results = page.getByRole("dialog", { name: "All 2 counted" });
  for (const title of tickets)
    await results.getByRole("listitem").filter({ hasText: title }).getByText("Approved.").waitFor();
  await results.getByRole("button", { name: "Done" }).click();
  const waiting = page.getByRole("region", { name: "To decide" });
  await waiting.getByRole("link", { name: mail.subject }).waitFor();
  for (const title of tickets)
    await waiting.getByRole("link", { name: title }).waitFor({ state: "detached" });
  await expect
    .poll(async () => (await jiraIssues()).filter(({ summary }) => tickets.includes(summary)).length)
    .toBe(2);
  expect(await sentMails()).not.toContainEqual(expect.objectContaining({ subject: mail.subject }));
});
