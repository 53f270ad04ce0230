import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { propose } from "../../../shared/spine/propose.ts";
import {
  faults,
  referenceIn,
  sandbox,
  type SlackMessage,
  submitModal,
  thread,
  writeInSlack,
} from "../support/slack.ts";
import { asked, brief, reported, request, send } from "../support/task.ts";

const evil = "<!channel> <https://evil.example/approve|Approve here> <@U0MAYA>";

/** What only we may say: calls of everybody, and links under other names than their own. */
function expectHarmless(messages: readonly SlackMessage[]): void {
  expect(messages.length).toBeGreaterThan(0);
  for (const { text, blocks } of messages)
    expect(JSON.stringify([text, blocks])).not.toMatch(/<!channel|<https:\/\/evil/);
}

const ours = async (ts: string): Promise<SlackMessage[]> => (await thread(ts)).filter((one) => one.ts !== ts);

it("a topic and a no with words call nobody and link nowhere", async () => {
  const { thread: ts, taskId } = await request(brief.replace("calm releases", `calm ${evil} releases`));
  await asked(taskId);
  await submitModal(
    "U0LENA",
    "approval.reject",
    "reason",
    await referenceIn(ts),
    `no: ${evil}\n> *Approved*`,
  );
  await reported(taskId, "rejected");
  const said = await ours(ts);
  expect(JSON.stringify(said)).toContain(
    "&lt;!channel&gt; &lt;https://evil.example/approve|Approve here&gt;",
  );
  expectHarmless(said);
});

it("a failure is told in the words of whoever failed, as words", async () => {
  const mark = `topic-${crypto.randomUUID().slice(0, 8)}`;
  await faults("anthropic", { match: mark, times: 2, text: `${evil} xoxb-1234567890-abcdef` });
  const { thread: ts } = await request(brief.replace("calm releases", mark));
  await vi.waitFor(async () => expect((await ours(ts)).at(-1)?.text).toContain("could not finish"), 20_000);
  const said = await ours(ts);
  expect(said.at(-1)?.text).toContain("&lt;!channel&gt;");
  expectHarmless(said);
});

it("a bug's title and who reported it are words, too", async () => {
  const mark = crypto.randomUUID().slice(0, 8);
  const title = `${mark} ${evil}`;
  const channel = "C0ENGINEERING";
  const answer = await send(
    "/api/bugs",
    { title, text: title, source: "dashboard", channel },
    { "idempotency-key": mark },
  );
  expect(answer.status).toBeLessThan(300);
  const said = await vi.waitFor(async () => {
    const { messages } = await sandbox<{ messages: SlackMessage[] }>(
      `/slack/_people/messages?channel=${channel}`,
    );
    const mine = messages.filter(({ text }) => text.includes(mark));
    expect(mine).not.toHaveLength(0);
    return mine;
  }, 20_000);
  expect(said[0]?.text).toContain("&lt;!channel&gt;");
  expectHarmless(said);
});

it("a message that somebody proposed is said as it was shown: plain", async () => {
  const { ts } = await writeInSlack("U0PRIYA", "a thread");
  const spine = configuredSpine(env);
  const { actionId } = await propose(spine, {
    taskId: `task-${crypto.randomUUID()}`,
    key: "say",
    kind: "notification_internal",
    payload: { channel: "C0CONTENT", thread: ts, text: `${evil}\n*fine*`, blocks: [], update: null },
    provenance: "internal",
    revision: 1,
  });
  expect(await perform(spine, actionId)).toMatchObject({ kind: "done" });
  const said = await ours(ts);
  expect(said[0]?.text).toBe(
    "&lt;!channel&gt; &lt;https://evil.example/approve|Approve here&gt; &lt;@U0MAYA&gt;\n*fine*",
  );
});
