import { onTestFinished } from "vitest";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { launchChromium } from "../../../scripts/browser/chromium.ts";
import { signInLink } from "../../../scripts/stack/sign-in-link.ts";
import { type Running, theSystem } from "./system.ts";

/** The browser of this worker; it ends with it. */
let browser: Promise<Browser> | null = null;

/** How long a page may take to show what it is to show, milliseconds: the limit of a failure, not a measure. */
export const patienceMs = 20_000;

export interface Visit {
  /** Where they go once they are in. */
  path?: string;
  /** Who they are; the operator if nothing is said. */
  token?: string;
  /** Another system than the one that all tests share. */
  system?: Running;
  /** Where they come in; a context of their own if nothing is said. */
  context?: BrowserContext;
}

/** A page of a person's own, signed in by a link. */
export async function visit({ path = "/", token, system, context }: Visit = {}): Promise<Page> {
  const { urls, apiToken } = system ?? (await theSystem());
  const page = context ? await pageIn(context) : await newPage();
  const { hash } = new URL(await signInLink(urls, token ?? apiToken));
  // Whoever comes with a code is let in at any address.
  await page.goto(`${urls.dashboard}${path}${hash}`);
  await page.getByText("Live", { exact: true }).waitFor();
  return page;
}

/** An empty page in a context of its own, see `pageIn`. */
export async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await newContext(options);
  onTestFinished(async () => context.close());
  return pageIn(context);
}

/** Nobody's cookies, and an empty cache. Whoever asks for it closes it. */
export async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  browser ??= launchChromium();
  return (await browser).newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
}

/**
 * An empty page, for one test. What goes wrong in it fails the test, and a test that fails shows what the page said.
 */
async function pageIn(context: BrowserContext): Promise<Page> {
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
    await page.close();
    if (problems.length > 0) throw new Error(`the page had errors: ${problems.join("; ")}`);
  });
  return page;
}
