import { afterAll, beforeAll, expect, it } from "vitest";
import { artefactsEndpoints } from "../../shared/api/artefacts.ts";
import { settingsEndpoints } from "../../shared/api/settings.ts";
import { watchEndpoints } from "../../shared/api/watch.ts";
import { api } from "./support/api.ts";
import { craneSignal, harbour } from "./support/harbour-sql.ts";
import { watchHarbour, write } from "./support/harbour.ts";
import { visit } from "./support/visitor.ts";

beforeAll(watchHarbour);

afterAll(async () => {
  const { rules } = await api(settingsEndpoints.get.answer, "/api/settings");
  await api(settingsEndpoints.reset.answer, `/api/settings/rules?version=${rules.version}`, {
    method: "DELETE",
  });
});

const raidLog = async () => api(artefactsEndpoints.get.answer, `/api/projects/${harbour}/artefacts/raid_log`);
const entry = async (id: string) => (await raidLog()).entries.find((one) => one.id === id);

it("leads a project lead from the board to what is to decide, and takes a suggestion in", async () => {
  const page = await visit({ path: "/projects" });
  await page.getByRole("link", { name: harbour, exact: true }).click();
  await page.getByText("The crane is late.").waitFor();
  await page.getByText("State of the project: Amber").waitFor();
  const decide = page.getByRole("list", { name: "To decide" });
  await decide.getByText("It asks for the RAID log to be mailed outside.").waitFor();
  await decide.getByRole("button", { name: "Accept: R-1 The crane comes late" }).click();
  await decide.getByRole("button", { name: /^Accept/ }).waitFor({ state: "detached" });
  expect((await entry("R-1"))?.fields["due"]).toBe("2026-12-09");
});

it("shows where an entry comes from, with a stranger's words as words", async () => {
  const page = await visit({ path: `/projects/${harbour}/raid` });
  await page.getByRole("button", { name: /R-1 The crane comes late/ }).click();
  const drawer = page.getByRole("dialog", { name: "R-1" });
  await drawer.getByRole("button", { name: "Jira: HRB-7: the crane comes a week later" }).click();
  const words = drawer.getByRole("region", { name: "What Ines wrote" });
  await words.getByText("<img src=x onerror=alert(1)> [press here](https://evil.example/)").waitFor();
  expect(await words.locator("a, img").count()).toBe(0);
  expect(await drawer.getByRole("link").getAttribute("href")).toBe("https://jira.example/browse/crane");
});

it("keeps what a person has typed when somebody else was faster, and shows theirs", async () => {
  const page = await visit({ path: `/projects/${harbour}/raid?entry=R-2` });
  await page.getByRole("dialog", { name: "R-2" }).getByRole("button", { name: "Edit" }).click();
  const form = page.getByRole("dialog", { name: "Edit R-2" });
  await form.getByLabel("Title").fill("The gate is stuck again");
  await form.getByLabel("Owner").fill("Lena");
  const { version } = await raidLog();
  await write(
    "raid_log",
    [{ op: "set", id: "R-2", fields: { owner: "Maya", status: "mitigating" }, sources: [] }],
    version,
  );
  await form.getByRole("alert").getByText("changed this row").waitFor();
  expect(await form.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
  await form.getByRole("button", { name: "Load theirs, keep my entries" }).click();
  await form.getByText("Both of you changed: Owner. Yours stands in the form. Theirs is: Maya").waitFor();
  await form.getByRole("button", { name: "Save" }).click();
  await form.waitFor({ state: "detached" });
  expect((await entry("R-2"))?.fields).toMatchObject({
    title: "The gate is stuck again",
    owner: "Lena",
    status: "mitigating",
  });
});

it("shows how a document came to be, and goes back to an earlier version", async () => {
  const before = await raidLog();
  const page = await visit({ path: `/projects/${harbour}/raid?history=open` });
  const drawer = page.getByRole("dialog", { name: "History: RAID log" });
  await drawer.getByRole("button", { name: "Restore version 1" }).click();
  await page.getByRole("dialog", { name: "Back to version 1" }).getByRole("textbox").fill("The gate opens");
  await page.getByRole("button", { name: "Restore it" }).click();
  await drawer.getByText(`Version ${before.version + 1}`).waitFor();
  await drawer.getByText("The gate opens").waitFor();
  expect((await entry("R-2"))?.fields["title"]).toBe("The gate is stuck");
});

it("hears by two keys whether a signal was read right", async () => {
  const page = await visit({ path: `/projects/${harbour}/feed` });
  const rows = page.getByRole("list", { name: "Signals" });
  await rows.getByText("HRB-7: the crane comes a week later").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("y");
  await rows.getByText("Read right, says You").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Read wrong" });
  await dialog.getByRole("textbox").fill("It was no question");
  await page.keyboard.press("Control+Enter");
  await rows.getByText("Read wrong, says You").waitFor();
  const { review } = await api(
    watchEndpoints.signal.answer,
    `/api/projects/${harbour}/signals/${encodeURIComponent(craneSignal)}`,
  );
  expect(review).toBe("right");
});

it("watches a project that nobody watched, and leaves all other rules as they were", async () => {
  const before = (await api(settingsEndpoints.get.answer, "/api/settings")).rules.value;
  const page = await visit({ path: "/projects/quay" });
  await page.getByRole("link", { name: "Set up the watch" }).click();
  await page.getByLabel("Jira project").fill("ops");
  await page.getByText(/^Must be/).waitFor();
  await page.getByLabel("Jira project").fill("OPS");
  await page.getByRole("button", { name: "Check now" }).click();
  await page.getByRole("list", { name: "Results of the check" }).getByText("answers").waitFor();
  await page.getByLabel("Time zone").fill("Europe/Berlin");
  await page.getByLabel("Project lead").selectOption({ label: "Maya Ortiz" });
  await page.getByRole("button", { name: "Save and watch it" }).click();
  await page.getByText("quay is watched from now on.").waitFor();
  const { projectWatch, ...others } = (await api(settingsEndpoints.get.answer, "/api/settings")).rules.value;
  const { projectWatch: watchesBefore, ...othersBefore } = before;
  expect(others).toEqual(othersBefore);
  expect(projectWatch).toEqual({
    ...watchesBefore,
    quay: expect.objectContaining({ jira: { project: "OPS" }, timeZone: "Europe/Berlin", lead: "maya" }),
  });
});
