import { afterAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { settingsEndpoints } from "../../shared/api/settings.ts";
import { api } from "./support/api.ts";
import { visit } from "./support/visitor.ts";

const settings = async () => api(settingsEndpoints.get.answer, "/api/settings");

afterAll(async () => {
  const { people, rules } = await settings();
  const reset = settingsEndpoints.reset.answer;
  for (const [name, { version }] of Object.entries({ people, rules }))
    await api(reset, `/api/settings/${name}?version=${version}`, { method: "DELETE" });
});

const save = (page: Page) => page.getByRole("button", { name: "Save" });
const saved = async (page: Page, words: string): Promise<void> =>
  page.getByRole("alert").filter({ hasText: words }).waitFor();

it("edits a person, and leaves the others and all that is known of them as they were", async () => {
  const before = (await settings()).people.value;
  expect(before.filter(({ github }) => github !== undefined).length).toBeGreaterThan(1);
  const page = await visit({ path: "/settings" });
  await page.getByRole("button", { name: "Edit: Lena Fischer" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit lena" });
  expect(await dialog.getByLabel("GitHub login").inputValue()).toBe("lena-f");
  await dialog.getByLabel("Slack id").fill("lena");
  await save(page).click();
  await dialog.getByText("Must be a Slack user id such as U012AB3CD.").waitFor();
  await dialog.getByLabel("Slack id").fill("U0MAYA");
  await save(page).click();
  await dialog.getByText("Two people have the same Slack id: Maya Ortiz and Lena Fischer.").waitFor();
  await dialog.getByLabel("Slack id").fill("U0LENA2");
  await save(page).click();
  await saved(page, "Lena Fischer is saved.");
  const change = { slack: "U0LENA2" };
  expect((await settings()).people.value).toEqual(
    before.map((one) => (one.id === "lena" ? { ...one, ...change } : one)),
  );
});

it("edits a project and a rule, and leaves all other rules as they were", async () => {
  const before = (await settings()).rules.value;
  const page = await visit({ path: "/settings?tab=projects" });
  await page.getByRole("button", { name: "Edit the project default" }).click();
  const dialog = page.getByRole("dialog", { name: "Project default" });
  await dialog.getByLabel("Budget a day, dollars").fill("");
  await save(page).click();
  await dialog.getByText("Must be a number.").waitFor();
  await dialog.getByLabel("Budget a day, dollars").fill("6");
  await save(page).click();
  await saved(page, "The project default is saved.");
  await page.getByRole("tab", { name: "Rules" }).click();
  await page.getByLabel("Hour of the digest (UTC)").fill("24");
  await page.getByText("23 at most.").waitFor();
  await page.getByLabel("Hour of the digest (UTC)").fill("9");
  await page.getByLabel("Email stakeholder").fill("20");
  await page.getByText("Not saved yet: hour of the digest, windows of holds.").waitFor();
  await save(page).click();
  await saved(page, "The rules are saved.");
  await page.getByText("Not saved yet").waitFor({ state: "detached" });
  const after = (await settings()).rules.value;
  const { default: project, ...projects } = after.projects;
  expect({ ...after, projects }).toEqual({
    ...before,
    digestHour: 9,
    windows: { ...before.windows, email_stakeholder: 1200 },
    projects: Object.fromEntries(Object.entries(before.projects).filter(([name]) => name !== "default")),
  });
  expect(project).toEqual({ ...before.projects["default"], ...project, budgetUsdDay: 6 });
});
