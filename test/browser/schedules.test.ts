import { expect, it } from "vitest";
import { schedulesEndpoints } from "../../shared/api/schedules.ts";
import { api } from "./support/api.ts";
import { visit } from "./support/visitor.ts";

it("makes a schedule, changes it, pauses it and runs it once for two clicks", async () => {
  const name = `Friday report ${crypto.randomUUID().slice(0, 6)}`;
  const page = await visit({ path: "/schedules" });
  await page.getByRole("button", { name: "New schedule" }).click();
  const form = page.getByRole("dialog", { name: "New schedule" });
  await form.getByLabel("Name").fill(name);
  await form.getByLabel("Request").fill("write a blog post about quiet Fridays for platform engineers");
  await form.getByRole("button", { name: "Save" }).click();
  await form.waitFor({ state: "hidden" });
  const card = page.getByRole("region", { name });
  await card.getByText("quiet Fridays").waitFor();
  expect(await card.locator("time").count()).toBe(3);

  await card.getByRole("button", { name: `Edit ${name}` }).click();
  const edited = page.getByRole("dialog", { name: `Edit ${name}` });
  await edited.getByLabel("Request").fill("write a blog post about loud Mondays for platform engineers");
  await edited.getByRole("button", { name: "Save" }).click();
  await card.getByText("loud Mondays").waitFor();

  await card.getByRole("button", { name: `Pause ${name}` }).click();
  await card.getByText("paused", { exact: true }).waitFor();
  await card.getByRole("button", { name: `Resume ${name}` }).click();
  await card.getByRole("button", { name: `Pause ${name}` }).waitFor();

  await card.getByRole("button", { name: `Run ${name} now` }).dblclick();
  await card.getByRole("link", { name: "Its task" }).waitFor();
  const { schedules } = await api(schedulesEndpoints.list.answer, "/api/schedules");
  const found = schedules.find((one) => one.name === name);
  expect(found).toMatchObject({ paused: false, text: expect.stringContaining("loud Mondays") });

  await card.getByRole("button", { name: `Delete ${name}` }).click();
  await page
    .getByRole("dialog", { name: `Delete ${name}?` })
    .getByRole("button", { name: "Delete" })
    .click();
  await card.waitFor({ state: "hidden" });
});
