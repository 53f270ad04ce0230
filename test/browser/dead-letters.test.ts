import { expect, it } from "vitest";
import { deadLetters } from "./support/dead-letters.ts";
import { theSystem } from "./support/system.ts";
import { visit } from "./support/visitor.ts";

it("sends a dead letter again by click: its task begins and goes on to ask a person", async () => {
  const { reason, title } = deadLetters.replayed;
  const page = await visit({ path: "/dead-letters" });
  const letter = page.getByRole("article", { name: reason });
  await letter.getByText("content-tasks · 4 attempts").waitFor();
  await letter.getByRole("button", { name: "The message" }).click();
  await letter
    .getByRole("region", { name: /^The message/ })
    .getByText("slack:EvDead")
    .waitFor();
  await letter.getByRole("button", { name: "Replay" }).click();
  await page.getByRole("alert").filter({ hasText: "1 message sent again" }).waitFor();
  await letter.waitFor({ state: "detached" });
  await page.getByRole("tab", { name: "Sent again" }).click();
  await letter.getByText("Sent again by You").waitFor();
  expect(await letter.getByRole("button", { name: "Replay" }).count()).toBe(0);
  await page.getByRole("link", { name: "Tasks" }).click();
  const task = page.getByRole("list", { name: "Tasks" }).getByRole("link", { name: title });
  await task.filter({ hasText: "waits for approval" }).waitFor();
});

it("discards a dead letter for a reason, and never without one", async () => {
  const { reason } = deadLetters.discarded;
  const page = await visit({ path: "/dead-letters" });
  const letter = page.getByRole("article", { name: reason });
  await letter.getByRole("button", { name: "Discard" }).click();
  const asked = page.getByRole("dialog", { name: "Discard this message" });
  const yes = asked.getByRole("button", { name: "Discard" });
  const why = asked.getByLabel("Why will it not be sent again?");
  expect(await yes.isDisabled()).toBe(true);
  await why.fill("   ");
  await why.press("Control+Enter");
  expect(await yes.isDisabled()).toBe(true);
  await why.fill("Somebody asked again since");
  await yes.click();
  await letter.waitFor({ state: "detached" });
  await page.goto(`${(await theSystem()).urls.dashboard}/dead-letters?state=discarded`);
  await letter.getByText(/Discarded by You, .*: Somebody asked again since/).waitFor();
});
