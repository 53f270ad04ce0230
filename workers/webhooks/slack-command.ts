import type { z } from "zod";
import { listTasks } from "../../shared/db/tasks.ts";
import { isFinal } from "../../shared/domain/task.ts";
import { provenanceOf } from "../../shared/integrations/slack/map.ts";
import type { slashCommand } from "../../shared/integrations/slack/schema.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { receive } from "../../shared/spine/receive.ts";

const help = [
  "`/signalbox write a post about …` starts a task; I ask here before anything is published",
  "`/signalbox status` lists the latest tasks",
  "`/signalbox help` shows this",
].join("\n");

/** `/signalbox …`: answers its caller alone; a request becomes a signal like any other. */
export async function onSlackCommand(spine: Spine, command: z.infer<typeof slashCommand>): Promise<Response> {
  const text = command.text.trim();
  if (text === "" || text === "help") return whisper(help);
  if (text === "status") return whisper(await status(spine));
  await receive(spine, {
    id: `slack:command:${command.trigger_id}`,
    kind: "slack.command",
    provenance: provenanceOf(command.user_id, spine.settings.SLACK_APPROVERS),
    message: { channel: command.channel_id, thread: null, reply: false, user: command.user_id, text },
    dropReason: null,
  });
  return whisper("On it. I'll open a thread in this channel.");
}

async function status(spine: Spine): Promise<string> {
  const tasks = await listTasks(spine.db, 10, null);
  if (tasks.length === 0) return "No tasks yet.";
  return tasks
    .map((task) => {
      const detail = isFinal(task.status) ? (task.result?.url ?? task.failure?.message) : task.waitingFor;
      return `• *${task.title ?? task.kind}* (${task.id}): ${task.status.replace("_", " ")}${detail ? `, ${detail}` : ""}`;
    })
    .join("\n");
}

function whisper(text: string): Response {
  return Response.json({ response_type: "ephemeral", text });
}
