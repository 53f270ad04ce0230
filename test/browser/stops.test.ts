import { expect, it } from "vitest";
import { theSystem } from "./support/system.ts";
import { visit } from "./support/visitor.ts";

it("stops a service with a reason that stands in red in every room, at once for whoever looks, until it goes on", async () => {
  // One that no other test sends anything to.
  const reason = "the tokens leaked";
  const other = await visit({ path: "/ledger" });
  const page = await visit({ path: "/" });
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Stop" });
  await dialog.getByRole("combobox", { name: "What" }).click();
  await page.getByRole("option", { name: "A service" }).click();
  await dialog.getByRole("combobox", { name: "Which" }).click();
  await page.getByRole("option", { name: "sentry" }).click();
  expect(await dialog.getByRole("button", { name: "Stop", exact: true }).isDisabled()).toBe(true);
  await dialog.getByLabel(/^Why/).fill(reason);
  await dialog.getByRole("button", { name: "Stop", exact: true }).click();
  for (const one of [page, other])
    await one
      .getByRole("alert")
      .filter({ hasText: `Service sentry is stopped` })
      .filter({ hasText: reason })
      .waitFor();
  await page.goto(`${(await theSystem()).urls.dashboard}/stops`);
  await page.getByRole("button", { name: "Resume: Service sentry" }).click();
  const asked = page.getByRole("dialog", { name: "Resume: Service sentry" });
  await asked.getByLabel(/^Why can/).fill("new ones are set");
  await asked.getByRole("button", { name: "Resume" }).click();
  await other.getByRole("alert").filter({ hasText: reason }).waitFor({ state: "detached" });
  await page.getByText("new ones are set").waitFor();
});
