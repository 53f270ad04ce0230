import type { Page } from "playwright-core";
import { launchChromium } from "../../scripts/browser/chromium.ts";
import { signInLink } from "../../scripts/stack/sign-in-link.ts";
import type { Section } from "./section.ts";
import { atMost, judgedLine, latencyLine, latencyOf } from "./support/stats.ts";
import type { Needs, System } from "./support/system.ts";

const quickNeeds: Needs = { tasks: 1000, dashboard: true };

/** What somebody at the dashboard waits for: the first paint of the overview, and another person's word to show. */
export const dashboard: Section = {
  title: "the dashboard in Chromium, with many tasks in D1",
  quickNeeds,
  run: async (bench) => {
    const [needs, loads, decisions] = bench.quick
      ? [quickNeeds, 2, 1]
      : [{ tasks: 100_000, dashboard: true }, 20, 20];
    const found = await bench.on(needs, async (system) => {
      const browser = await launchChromium();
      try {
        const page = await browser.newPage();
        await page.goto(await signInLink(system.stack.urls, system.stack.apiToken));
        await page.getByText("Live", { exact: true }).waitFor();
        bench.progress(`${loads} loads of the overview, ${decisions} decisions by somebody else`);
        return {
          tasks: system.seeded.tasks,
          paint: await paints(system, page, loads),
          shown: await othersShow(system, page, decisions),
        };
      } finally {
        await browser.close();
      }
    });
    const { tasks } = found;
    const paint = latencyOf(found.paint);
    const shown = latencyOf(found.shown);
    const goal = atMost(paint.p50, 1000);
    return {
      data: { tasks, firstContentfulPaint: paint, decisionShown: shown, goal },
      lines: [
        `${tasks} tasks, signed in, files cached`,
        latencyLine("first contentful paint", paint),
        judgedLine("  in the median, ms", goal),
        latencyLine("a decision until it shows", shown),
      ],
    };
  },
};

async function paints({ stack }: System, page: Page, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    await page.goto(stack.urls.dashboard);
    await page.getByRole("heading", { level: 1 }).waitFor();
    // The entry comes a little after the paint.
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    const painted = await page.evaluate(() =>
      performance.getEntriesByName("first-contentful-paint").map((entry) => entry.startTime),
    );
    times.push(painted[0] ?? Number.NaN);
  }
  return times;
}

/** From the answer to somebody's decision by API until whoever looks at the same reads of it. */
async function othersShow({ stack }: System, page: Page, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    await post(stack, "/api/actions", {
      kind: "jira_create_ticket",
      payload: { project: "OPS", type: "Task", summary: `Ticket ${n} of the bench`, description: "" },
    });
    await page.goto(`${stack.urls.dashboard}/inbox`);
    await page.getByRole("link", { name: `Ticket ${n} of the bench` }).click();
    await page.getByRole("group", { name: "Decide" }).waitFor();
    const id = decodeURIComponent(new URL(page.url()).pathname.slice("/inbox/".length));
    const response = await fetch(`${stack.urls.worker}/api/approvals/${encodeURIComponent(id)}`, {
      headers: { authorization: `Bearer ${stack.apiToken}` },
    });
    const { approval }: { approval: { digest: string } } = JSON.parse(await response.text());
    await post(stack, `/api/approvals/${encodeURIComponent(id)}/decisions`, {
      digest: approval.digest,
      decision: "rejected",
      reason: "measured",
    });
    const startedAt = performance.now();
    await page.getByText("measured").first().waitFor();
    times.push(performance.now() - startedAt);
  }
  return times;
}

async function post({ urls, apiToken }: System["stack"], path: string, body: object): Promise<void> {
  const response = await fetch(`${urls.worker}${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${apiToken}`, "idempotency-key": crypto.randomUUID() },
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
}
