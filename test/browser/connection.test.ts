import { afterAll, beforeAll, expect, it } from "vitest";
import { startOwnSystem } from "./support/own-system.ts";
import { visit } from "./support/visitor.ts";
import { proposeTicket } from "./support/waiting.ts";

let system: Awaited<ReturnType<typeof startOwnSystem>>;
beforeAll(async () => {
  system = await startOwnSystem();
});
afterAll(async () => system?.stop());

it("says that it is disconnected while the Worker is away, and is live again afterwards", async () => {
  const { stack } = system;
  await proposeTicket("Before the fall", { system: stack });
  const page = await visit({ path: "/inbox", system: stack });
  const waiting = (title: string) => page.getByRole("link", { name: title });
  await waiting("Before the fall").waitFor();
  await stack.killWorker();
  await page.getByRole("status").filter({ hasText: "Disconnected" }).waitFor();
  // What was read stays readable.
  expect(await waiting("Before the fall").isVisible()).toBe(true);
  await stack.startWorker();
  await page.getByRole("status").filter({ hasText: "Live" }).waitFor();
  await proposeTicket("After the fall", { system: stack });
  await waiting("After the fall").waitFor();
});
