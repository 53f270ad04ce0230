import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePorts } from "../../scripts/stack/ports.ts";
import { serveSite } from "../../sandbox/pages/site-server.ts";
import { type BuiltSite, buildSite, somePost } from "../support/site.ts";
import { newPage } from "./support/visitor.ts";

const markdown = `A lever that is locked says why.

\`\`\`ts
const lever: number = 4; // the fourth
\`\`\`

| lever | before |
| --- | --- |
| deploy | 40 min |

> Claude reasons, code decides, humans approve.[^1]

[^1]: A note.
`;
const corrections = [{ at: "2026-11-21T10:00:00.000Z", note: "It was 14 minutes, not 40." }];

let site: BuiltSite;
let server: { close: () => Promise<void> };
let root: string;
beforeAll(async () => {
  site = await buildSite(() => [
    somePost(0, { series: "Running the box", markdown, corrections }),
    somePost(1, { series: "Running the box", markdown: "Of the semaphore that stands at danger." }),
  ]);
  const { blog } = await freePorts();
  server = serveSite(blog, site.folder);
  root = `http://127.0.0.1:${blog}`;
});
afterAll(async () => {
  await server.close();
  site.close();
});

const paths = [
  "/",
  "/features/",
  "/architecture/",
  "/about/",
  "/blog/",
  "/posts/post-0/",
  "/tags/",
  "/tags/signals/",
  "/series/running-the-box/",
  "/search/?q=semaphore",
  "/nowhere/",
];

/** What axe finds of WCAG 2.1 A and AA that keeps people out. */
async function barriers(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await axe
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${page.url()}: ${id} at ${node.target.join(" ")}`),
  );
}

it.each([
  ["light", 1280],
  ["light", 390],
  ["dark", 1280],
] as const)("keeps nobody out, %s and %d pixels wide", async (colorScheme, width) => {
  const page = await newPage({ colorScheme, viewport: { width, height: 860 } });
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(root + path);
    if (path.startsWith("/search/")) await page.getByText("1 page", { exact: true }).waitFor();
    found.push(...(await barriers(page)));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) found.push(`${path} is ${over} pixels too wide`);
  }
  expect(found).toEqual([]);
});

it("finds a post by a word that stands in it alone", async () => {
  const page = await newPage();
  await page.goto(`${root}/search/`);
  await page.getByRole("heading", { name: "All posts" }).waitFor();
  await page.getByLabel("Words that you look for").fill("semaphore");
  await page.getByRole("link", { name: "Signals, number 1" }).click();
  await page.getByRole("heading", { name: "Signals, number 1" }).waitFor();
});

it("shows all of it without JavaScript, and talks to nobody else", async () => {
  const page = await newPage({ javaScriptEnabled: false });
  const strangers: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(root)) strangers.push(request.url());
  });
  await page.goto(`${root}/search/`);
  await page.getByRole("link", { name: "Signals, number 0" }).click();
  await page.getByText("It was 14 minutes, not 40.").waitFor();
  await page.getByRole("link", { name: /Signals, number 1/ }).click();
  await page.getByText("Of the semaphore").waitFor();
  expect(strangers).toEqual([]);
});

it("lets whoever has only a keyboard skip to the text", async () => {
  const page = await newPage();
  await page.goto(`${root}/posts/post-0/`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
});
