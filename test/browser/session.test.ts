import { afterAll, beforeAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { signInLink } from "../../scripts/stack/sign-in-link.ts";
import { startSystem, type System } from "../support/system.ts";
import { visit } from "./support/visitor.ts";

/** Long enough to look at a page on a machine that is busy with other things. */
const sessionSeconds = 8;
/** What a WebSocket is closed with when its session is over. */
const sessionOver = 4401;

let system: System;
beforeAll(async () => {
  const overrides = { SESSION_HOURS: String(sessionSeconds / 3600) };
  system = await startSystem(() => ({ dashboard: true, blog: false, overrides }));
});
afterAll(async () => system?.stop());

const signIn = (page: Page) => page.getByRole("heading", { name: "Sign in", level: 1 });
const facts = (page: Page) => page.getByRole("list", { name: "Ledger, newest first" });

it("asks to sign in again when a session ends while a page is open, and goes on where it was", async () => {
  const { stack } = system;
  const page = await visit({ path: "/ledger", system: stack });
  await facts(page).waitFor();
  const closedWith = page.evaluate(
    async () =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://${location.host}/agents/board-agent/all`);
        socket.addEventListener("close", ({ code }) => resolve(code));
      }),
  );
  await signIn(page).waitFor();
  expect(await facts(page).count()).toBe(0);
  expect(await closedWith).toBe(sessionOver);

  // A link from the terminal opens beside it.
  const beside = await page.context().newPage();
  await beside.goto(await signInLink(stack.urls, stack.apiToken));
  await beside.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await facts(page).waitFor();
});

it("signs out, and nobody gets in again with what the browser has kept", async () => {
  const { stack } = system;
  const page = await visit({ path: "/ledger", system: stack });
  const kept = await page.context().cookies();
  await page.getByRole("button", { name: "You" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await signIn(page).waitFor();
  await page.context().addCookies(kept);
  await page.reload();
  await signIn(page).waitFor();
  expect(await facts(page).count()).toBe(0);
});
