import { expect, it } from "vitest";
import { z } from "zod";
import { Outside } from "../../scripts/demo/outside.ts";
import { waitFor } from "../../scripts/stack/wait.ts";
import { tokenOf, arno } from "./support/people.ts";
import { theSystem } from "./support/system.ts";
import { visit } from "./support/visitor.ts";

const request = `@signalbox launch campaign for the harbour exports: bluesky, linkedin and threads

Audience: people who export
Key points:
- An export that failed says why
- It begins again where it ended`;
const posts = z.object({ posts: z.array(z.object({ text: z.string() })) });
const records = z.object({ posts: z.array(z.object({ record: z.object({ text: z.string() }) })) });

it("decides on a campaign's pieces one by one, after somebody has worded one of them anew", async () => {
  const system = await theSystem();
  const outside = new Outside(system);
  const page = await visit({ path: "/inbox" });
  await outside.say("U0PRIYA", request);
  const row = page.getByRole("region", { name: "To decide" }).getByRole("link", { name: /harbour exports/ });
  await row.filter({ hasText: "3 pieces" }).click();
  const piece = (name: string) => page.getByRole("listitem", { name, exact: true });
  for (const name of ["Bluesky post", "LinkedIn post", "Threads post"]) await piece(name).waitFor();
  await page.getByRole("button", { name: "Approve all 3" }).waitFor();

  // What the platform doesn't take is said while somebody types it, and can't be saved.
  const theirs = await visit({ path: new URL(page.url()).pathname, token: await tokenOf(arno) });
  const bluesky = theirs.getByRole("listitem", { name: "Bluesky post", exact: true });
  await bluesky.getByRole("button", { name: "Edit…" }).click();
  await bluesky.getByLabel("Text").fill("👩‍🚀".repeat(301));
  await bluesky.getByText("301 of 300 characters: 1 too many").waitFor();
  await bluesky.getByText(/It has 301 graphemes/).waitFor();
  expect(await bluesky.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
  const words = "An export that failed now says why. In words of our own.";
  await bluesky.getByLabel("Text").fill(words);
  await bluesky.getByRole("button", { name: "Save" }).click();
  await bluesky.getByText("Why you may not approve it: the words are yours").waitFor();

  // What somebody else makes of it shows at once.
  await piece("Bluesky post").getByText("edited by Arno").waitFor();
  await piece("Bluesky post").getByRole("article").getByText(words).waitFor();
  const threads = theirs.getByRole("listitem", { name: "Threads post", exact: true });
  await threads.getByRole("button", { name: "Reject…" }).click();
  await theirs.getByLabel("Why?").fill("We are not on Threads with this");
  await theirs.getByRole("dialog").getByRole("button", { name: "Reject", exact: true }).click();
  await piece("Threads post").getByText("Rejected by Arno on the dashboard").waitFor();

  await page.getByRole("button", { name: "Approve all 2" }).click();
  const asked = page.getByRole("dialog", { name: "Approve all 2" });
  await asked.getByRole("button", { name: "Approve all 2" }).click();
  const results = page.getByRole("dialog", { name: "All 2 counted" });
  await results.getByRole("button", { name: "Done" }).click();
  for (const name of ["Bluesky post", "LinkedIn post"]) await piece(name).getByText("It is out.").waitFor();

  const at = async <T>(service: string, form: z.ZodType<T>): Promise<T> =>
    form.parse(await (await fetch(`${system.urls.sandbox}/${service}/_people/posts`)).json());
  const there = await waitFor("the post on Bluesky", 20_000, async () =>
    (await at("bluesky", records)).posts.filter(({ record }) => record.text === words),
  );
  expect(there).toHaveLength(1);
  const about = (text: string): boolean => text.includes("harbour exports");
  expect((await at("linkedin", posts)).posts.filter(({ text }) => about(text))).toHaveLength(1);
  expect((await at("threads", posts)).posts.filter(({ text }) => about(text))).toHaveLength(0);
});
