import { expect, it } from "vitest";
import { Outside } from "../../scripts/demo/outside.ts";
import { signInLink } from "../../scripts/stack/sign-in-link.ts";
import { theSystem } from "./support/system.ts";
import { newPage, visit } from "./support/visitor.ts";

const title = "Signals that arrive while somebody looks on";
const brief = `@signalbox write a blog post about signals that arrive while somebody looks on

Audience: teams that watch their systems
Tone: calm

Key points:
- Whoever has the page open sees what comes in, and reloads nothing
- A draft is read as it will look, before anybody says yes
- What is decided is decided on exact bytes`;
const wish = "Say in the first paragraph who is on call at night.";

/** How long something must have been in view before a key decides on it, milliseconds. */
const settledMs = 500;

it("lets in whoever has the link, once", async () => {
  const { urls, apiToken } = await theSystem();
  const link = await signInLink(urls, apiToken);
  const page = await newPage();
  await page.goto(link);
  await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
  await page.getByRole("button", { name: "You" }).waitFor();
  expect(page.url()).toBe(`${urls.dashboard}/`);
  const another = await newPage();
  await another.goto(link);
  await another.getByRole("heading", { name: "Sign in" }).waitFor();
  await another.getByRole("alert").filter({ hasText: "this link has been used or is too old" }).waitFor();
  expect(await another.getByRole("navigation", { name: "Rooms" }).count()).toBe(0);
});

it("goes from a message in Slack to the post on the blog without a reload", async () => {
  const outside = new Outside(await theSystem());
  const page = await visit({ path: "/tasks" });
  const tasks = page.getByRole("list", { name: "Tasks" });
  let loads = 0;
  page.on("load", () => (loads += 1));
  expect(await tasks.getByRole("link", { name: title }).count()).toBe(0);
  await outside.say("U0JONAS", brief);
  await tasks.getByRole("link", { name: title }).filter({ hasText: "waits for approval" }).waitFor();

  await page.getByRole("link", { name: "Inbox" }).click();
  const waiting = page.getByRole("region", { name: "To decide" }).getByRole("link", { name: title });
  await waiting.click();
  const post = page.getByRole("article").filter({ has: page.getByRole("heading", { name: title }) });
  await post.getByText("/posts/signals-that-arrive-while-somebody-looks-on/").waitFor();
  await post.getByText("It is written for teams that watch their systems").waitFor();
  const points = post.getByRole("listitem").filter({ hasText: "A draft is read as it will look" });
  await points.waitFor();
  await page.getByRole("button", { name: "Revise…" }).click();
  const asked = page.getByRole("dialog", { name: "Ask for a revision" });
  await asked.getByLabel("What should be different?").fill(wish);
  await asked.getByRole("button", { name: "Ask for it" }).click();
  await page
    .getByRole("alert")
    .filter({ hasText: `A revision of “${title}” is asked for.` })
    .waitFor();

  await waiting.filter({ hasText: "version 2" }).click();
  const shownAt = Date.now();
  await page.getByRole("tab", { name: "Changes" }).click();
  await page.getByRole("blockquote").filter({ hasText: wish }).getByText("You, of version 1").waitFor();
  const changes = page.getByRole("region", { name: "Changes of markdown" });
  await changes.getByRole("insertion").filter({ hasText: "What the editor asked for" }).waitFor();

  const task = await page.context().newPage();
  // Until the post is out takes longer than a page does.
  task.setDefaultTimeout(90_000);
  const link = page.getByRole("region", { name: "About it" }).getByRole("link", { name: title });
  await task.goto(new URL((await link.getAttribute("href")) ?? "", page.url()).href);
  const standing = task.getByRole("status");
  await standing.filter({ hasText: "waits for approval" }).waitFor();
  await expect.poll(() => Date.now() - shownAt).toBeGreaterThan(settledMs);
  await page.bringToFront();
  await page.keyboard.press("a");
  await page
    .getByRole("alert")
    .filter({ hasText: `“${title}” is approved.` })
    .waitFor();
  expect(loads).toBe(0);

  await standing.filter({ hasText: "done" }).waitFor();
  await task
    .getByRole("list", { name: "Timeline" })
    .getByRole("listitem")
    .filter({ hasText: "pproved" })
    .first()
    .waitFor();
  const url = await task.getByRole("link", { name: /\/posts\// }).getAttribute("href");
  await expect.poll(async () => (await fetch(url ?? "")).status).toBe(200);
  await task.goto(url ?? "");
  await task.getByRole("heading", { name: title, level: 1 }).waitFor();
});
