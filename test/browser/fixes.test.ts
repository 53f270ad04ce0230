import { expect, it } from "vitest";
import type { Page } from "playwright-core";
import { fixesEndpoints } from "../../shared/api/fixes.ts";
import { api } from "./support/api.ts";
import { theSystem } from "./support/system.ts";
import { visit } from "./support/visitor.ts";

const bug = {
  title: "Monthly invoices on the 31st skip February",
  text: "What began on 31 January has nothing in February.",
  repository: "acme/calendar",
};
const fix = "Keep monthly dates inside short months";

/** One phase of a fix, with every command really run, milliseconds: the limit of a failure, not a measure. */
const phaseWithinMs = 60_000;
const fixedWithinMs = 240_000;

const phase = (page: Page, name: string) =>
  page.getByRole("list", { name: "Phases" }).getByRole("listitem").filter({ hasText: name });

async function report(page: Page): Promise<void> {
  await page.getByLabel("What is wrong").fill(bug.title);
  await page.getByLabel("What happens, and what should").fill(bug.text);
  await page.getByLabel("Repository").selectOption(bug.repository);
  await page.getByRole("button", { name: "Report it" }).click();
}

it(
  "goes from a report to a ready pull request before one's eyes, with the evidence for it",
  { timeout: fixedWithinMs },
  async () => {
    const page = await visit({ path: "/fixes" });
    await page.getByRole("link", { name: "Report a bug" }).click();
    await page.getByRole("button", { name: "Report it" }).click();
    await page.getByText("Say in a line what is wrong").waitFor();
    await report(page);
    await phase(page, "Plan").filter({ hasText: "written" }).waitFor({ timeout: phaseWithinMs });
    const plan = page.getByRole("tabpanel", { name: "Plan" });
    await plan.getByText("addMonths keeps the day as it is").waitFor();
    await plan.getByText("src/recurrence.js", { exact: true }).waitFor();
    await expect.poll(async () => phase(page, "Red").innerText()).toContain("ahead");
    const task = page.url();

    const again = await visit({ path: "/fixes/new" });
    await report(again);
    const known = again.getByRole("alert").filter({ hasText: "This bug is known already" });
    await known.getByText("it is being fixed already").waitFor();
    await known.getByRole("link", { name: "Go to its task" }).click();
    await again.getByRole("heading", { level: 1, name: fix }).waitFor();
    expect(again.url()).toBe(task);
    const repeats = again.getByRole("region", { name: "Reported again" });
    await repeats.getByText("dashboard reported it too").waitFor();
    await repeats.getByRole("button", { name: "It is another bug" }).click();
    const parting = again.getByRole("dialog", { name: "Is it another bug?" });
    await parting.getByText("begins a fix of its own").waitFor();
    await parting.getByRole("button", { name: "Back" }).click();

    await again.getByRole("link", { name: "Look and decide: carry out the plan" }).click();
    await again.getByText("It may write these files, and no others").waitFor();
    await again.getByRole("button", { name: "Approve", exact: true }).click();
    const asked = again.getByRole("dialog", { name: "This is of high risk" });
    await asked.getByText("The crew writes the fix on this branch").waitFor();
    await asked.getByRole("button", { name: "Approve it" }).click();

    await page
      .getByRole("log", { name: "What is being done right now" })
      .getByText("referee")
      .first()
      .waitFor();
    for (const name of ["Red", "Green", "Refactor", "Review"])
      await phase(page, name).filter({ hasText: "passed" }).waitFor({ timeout: phaseWithinMs });
    await phase(page, "Ready").getByText("ready").waitFor({ timeout: phaseWithinMs });
    await page.getByRole("status").filter({ hasText: "ready, waits for merge" }).waitFor();

    await page.getByRole("tab", { name: "Evidence" }).click();
    await page.getByRole("button", { name: "Show what “the suite with the new test” wrote" }).click();
    const output = page.getByRole("dialog", { name: "Red: the suite with the new test" });
    await output.getByText("exit 1").waitFor();
    await output.getByRole("region", { name: "The end of its output" }).getByText("fail 1").waitFor();
    await output.getByRole("button", { name: "Close" }).click();
    await output.waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "Change" }).click();
    await page.getByText("Math.min(day, daysInMonth(year, month + months))").waitFor();
    await page.getByText("test/recurrence.test.js").waitFor();
  },
);

it("opens the output to which a row of the pull request's evidence leads", async () => {
  const { fixes } = await api(fixesEndpoints.list.answer, "/api/fixes");
  const { pullRequest, repository } =
    fixes.find(({ title, status }) => title === fix && status === "waiting_merge") ?? {};
  const page = await visit();
  await page.goto(`${(await theSystem()).urls.sandbox}/github/${repository}/pull/${pullRequest}`);
  const row = page.getByRole("row").filter({ hasText: "the suite with the new test" });
  await page.goto((await row.getByRole("link", { name: "output" }).getAttribute("href")) ?? "");
  await page
    .getByRole("dialog", { name: "Red: the suite with the new test" })
    .getByRole("region", { name: "The end of its output" })
    .getByText("fail 1")
    .waitFor();
});
