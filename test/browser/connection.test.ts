import { expect, it } from "vitest";
import { theSystem } from "./support/system.ts";
import { visit } from "./support/visitor.ts";
import { proposeTicket } from "./support/waiting.ts";

it("says that it is disconnected while the Worker is away, and is live again afterwards", async () => {
  const stack = await theSystem();
  await proposeTicket("Before the fall");
  const page = await visit({ path: "/inbox" });
  const waiting = (title: string) => page.getByRole("link", { name: title });
  await waiting("Before the fall").waitFor();
  await stack.killWorker();
  await page.getByRole("status").filter({ hasText: "Disconnected" }).waitFor();
  // What was read stays readable.
  expect(await waiting("Before the fall").isVisible()).toBe(true);
  await stack.startWorker();
  await page.getByRole("status").filter({ hasText: "Live" }).waitFor();
  await proposeTicket("After the fall");
  await waiting("After the fall").waitFor();
});
