import { expect, it } from "vitest";
import { signals, watches } from "../../../shared/db/schema.ts";
import { textOf } from "../../../shared/integrations/slack/mrkdwn.ts";
import { onSlackCommand } from "../../../workers/webhooks/slack-command.ts";
import { watchText } from "../../../shared/jobs/project-watch/watch-text.ts";
import { spine } from "../support/spine.ts";
import { fed, watchedSpine, watchSignal } from "../support/watch.ts";

const say = async (text: string): Promise<string> => {
  const response = await onSlackCommand(watchedSpine, {
    command: "/signalbox",
    text,
    user_id: "U0LENA",
    channel_id: "C0CONTENT",
    trigger_id: crypto.randomUUID(),
  });
  const answer: { text: string } = JSON.parse(await response.text());
  return answer.text;
};

it("/signalbox watch says how projects are watched, and never that it watches when it doesn't", async () => {
  expect(await say("watch")).toBe(":white_circle: *web* starting: it has not looked yet");
  const now = Date.now();
  const row = { project: "web", dueAt: now, cycleAt: now - 120_000, createdAt: now - 3600_000 };
  await spine.db.insert(watches).values({ ...row, cycles: 40, idle: 39 });
  await fed(watchSignal(), { state: "new" });
  expect(await say("watch")).toBe(
    ":large_green_circle: *web* watching, looked 2 min ago; 1 new signal waiting",
  );
  expect(await say("watch web")).toContain("Level 1 (monitoring); 40 looks so far, 39 of them");
  expect(textOf(await watchText({ ...watchedSpine, now: () => now + 3 * 3600_000 }, "web"))).toContain(
    ":red_circle: *web* blind: it has not looked for 182 minutes",
  );
  expect(await say("watch nobody")).toContain("There is no project nobody");
  // A request may begin with the same word.
  const before = await spine.db.$count(signals);
  expect(await say("watch the supplier and write a report")).toContain("On it.");
  expect(await spine.db.$count(signals)).toBe(before + 1);
});
