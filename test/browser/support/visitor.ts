import { afterAll, inject, onTestFinished } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchChromium } from "../../../scripts/browser/chromium.ts";
import { signInLink } from "../../../scripts/stack/sign-in-link.ts";
import type { Running } from "./setup.ts";

let browser: Promise<Browser> | null = null;
afterAll(async () => (await browser)?.close());

/** How long a page may take to show what it is to show, milliseconds: the limit of a failure, not a measure. */
export const patienceMs = 20_000;

export interface Visit {
  /** Where they go once they are in. */
  path?: string;
  /** Who they are; the operator if nothing is said. */
  token?: string;
  /** Another system than the one that all tests share. */
  system?: Running;
}

/** A page of a person's own (nobody else's cookies), signed in by a link. */
export async function visit({ path = "/", token, system = inject("running") }: Visit = {}): Promise<Page> {
  const page = await newPage();
  const { hash } = new URL(await signInLink(system.urls, token ?? system.apiToken));
  // Whoever comes with a code is let in at any address.
  await page.goto(`${system.urls.dashboard}${path}${hash}`);
  await page.getByText("Live", { exact: true }).waitFor();
  return page;
}

/**
 * An empty page in a context of its own. What goes wrong in it fails the test, and a test that fails shows what the page
 * said.
 */
export async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  browser ??= launchChromium();
  const context = await (
    await browser
  ).newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (/Content.Security.Policy/i.test(message.text())) problems.push(message.text());
  });
  onTestFinished(async ({ task }) => {
    if (task.result?.state === "fail")
      console.log(`${page.url()} showed:\n${await page.locator("body").innerText()}`);
    await context.close();
    if (problems.length > 0) throw new Error(`the page had errors: ${problems.join("; ")}`);
  });
  return page;
}
