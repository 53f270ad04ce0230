import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchChromium } from "./browser/chromium.ts";
import { setProject } from "./demo/project-scene.ts";
import { setReadyFix, setScene } from "./demo/scene.ts";
import { tellStory } from "./demo/story.ts";
import { watchAtlasSince } from "./stack/atlas-since.ts";
import { projectRoot } from "./stack/dev-vars.ts";
import { freePorts } from "./stack/ports.ts";
import { signInLink } from "./stack/sign-in-link.ts";
import { type Stack, startStack } from "./stack/stack.ts";

const folder = join(projectRoot, "docs/images");
const devices = { "": { width: 1280, height: 860 }, "-phone": { width: 390, height: 844 } };
const schemes = { "": "light", "-dark": "dark" } as const;

/** `npm run screenshots`: the dashboard's main rooms as the running demo shows them, into docs/images. */
async function main(): Promise<void> {
  const stateDir = mkdtempSync(join(tmpdir(), "signalbox-screenshots-"));
  const browser = await launchChromium();
  let stack: Stack | undefined;
  try {
    stack = await startStack({
      stateDir,
      prepare: async (execute) => watchAtlasSince(stateDir, execute),
      ports: await freePorts(),
      devVars: "",
      dashboard: true,
    });
    const brief = readFileSync(join(import.meta.dirname, "demo/brief.md"), "utf8").trim();
    const { taskId } = await tellStory(stack, brief, (step) => console.log(`… ${step}`));
    const fixTask = await setReadyFix(stack);
    const { draftApproval, planApproval } = await setScene(stack);
    mkdirSync(folder, { recursive: true });
    await photograph(browser, stack, {
      overview: "/",
      inbox: `/inbox/${draftApproval}`,
      "inbox-plan": `/inbox/${planApproval}`,
      task: `/tasks/${taskId}`,
      fixes: "/fixes",
      "task-fix": `/tasks/${fixTask}?tab=evidence`,
      holds: "/holds",
      budgets: "/budgets",
      autonomy: "/autonomy",
      accounts: "/accounts",
      settings: "/settings",
    });
    await setProject(stack);
    await photograph(browser, stack, {
      projects: "/projects",
      project: "/projects/atlas",
      "project-raid": "/projects/atlas/raid",
    });
  } finally {
    await browser.close();
    await stack?.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

async function photograph(browser: Browser, stack: Stack, rooms: Record<string, string>): Promise<void> {
  for (const [device, viewport] of Object.entries(devices)) {
    for (const [suffix, colorScheme] of Object.entries(schemes)) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.goto(await signInLink(stack.urls, stack.apiToken));
      await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
      for (const [name, path] of Object.entries(rooms)) {
        await page.goto(`${stack.urls.dashboard}${path}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.getByText("Live", { exact: true }).waitFor();
        await page.waitForLoadState("networkidle");
        const file = join(folder, `${name}${device}${suffix}.png`);
        await page.screenshot({ path: file });
        console.log(file);
      }
      await context.close();
    }
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
