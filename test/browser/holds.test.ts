import { expect, it } from "vitest";
import { arno, tokenOf } from "./support/people.ts";
import { sentMails } from "./support/sandbox.ts";
import { propose, type Waiting } from "./support/waiting.ts";
import { theSystem } from "./support/system.ts";
import { visit } from "./support/visitor.ts";

/** A mail to stakeholders, which goes out by itself after half an hour. */
async function holdMail(subject: string, to: string): Promise<Waiting> {
  const token = await tokenOf(arno);
  return propose("email_stakeholder", { to: [to], subject, text: "All is well." }, { token });
}

/** Mails with a subject that have gone out. */
const outgoing = async (subject: string) => (await sentMails()).filter((mail) => mail.subject === subject);

it("cancels a held mail, which then never goes out", async () => {
  const subject = "The machine is switched off today";
  const { taskId } = await holdMail(subject, "night@signalbox.example");
  const page = await visit({ path: "/holds" });
  const hold = page.getByRole("listitem").filter({ hasText: subject });
  const timer = hold.getByRole("timer");
  const before = await timer.innerText();
  expect(before).toMatch(/^(30:00|29:\d\d)$/);
  await expect.poll(async () => timer.innerText()).not.toBe(before);
  await hold.getByRole("button", { name: new RegExp(`^Cancel.*${subject}`) }).click();
  const asked = page.getByRole("dialog", { name: "Cancel it" });
  await asked.getByLabel(/^Why should/).fill("It stays on until Monday");
  await asked.getByRole("button", { name: "Cancel it" }).click();
  await page
    .getByRole("alert")
    .filter({ hasText: `“${subject}” is cancelled.` })
    .waitFor();
  await hold.waitFor({ state: "detached" });
  await page.goto(`${(await theSystem()).urls.dashboard}/tasks/${taskId}`);
  await page.getByRole("status").filter({ hasText: "rejected" }).waitFor();
  expect(await outgoing(subject)).toEqual([]);
});

it("releases a held mail now, for somebody else than who asked for it", async () => {
  const subject = "The weekly report is ready";
  await holdMail(subject, "morning@signalbox.example");
  const theirs = await visit({ path: "/holds", token: await tokenOf(arno) });
  const ask = (page: typeof theirs) => page.getByRole("button", { name: `Release now: ${subject}` });
  await ask(theirs).waitFor();
  expect(await ask(theirs).isDisabled()).toBe(true);
  const mine = await visit({ path: "/holds" });
  expect(await outgoing(subject)).toEqual([]);
  await ask(mine).click();
  await mine
    .getByRole("alert")
    .filter({ hasText: `“${subject}” is released and goes out now.` })
    .waitFor();
  await expect
    .poll(async () => outgoing(subject))
    .toEqual([{ to: ["morning@signalbox.example"], subject, text: "All is well." }]);
  // Whoever looks on sees it go, and who let it.
  await ask(theirs).waitFor({ state: "detached" });
  await theirs
    .getByRole("alert")
    .filter({ hasText: `“${subject}”: Approved by You on the dashboard.` })
    .waitFor();
});
