import { taskById } from "../../db/tasks.ts";
import { channelNamed } from "../../integrations/slack/channel-names.ts";
import type { Spine } from "../../spine/context.ts";
import type { Classification } from "./intent.ts";
import type { SealedEditorialKind } from "./kind.ts";
import { channelIn } from "./report-channel.ts";
import type { RubricField } from "./rubric.ts";
import { publishingOf } from "./rules.ts";
import { type Clock, settleTimes, timesField } from "./times.ts";

/** What can't be understood, and how a person is asked about it. */
export type Unclear = Pick<RubricField<unknown>, "name" | "ask">;

/** Whose brief it is, and in which words it was asked for. */
interface Asking {
  taskId: string;
  project: string;
  request: string;
}

/**
 * A brief with what code makes of the words in it: times are moments in the project's zone, channels that were named are known by
 * their ids. What comes to nothing stays as it was said, and is asked about.
 */
export async function settleBrief(
  spine: Spine,
  { shape }: Pick<SealedEditorialKind, "shape">,
  asking: Asking,
  brief: Classification["brief"],
): Promise<{ brief: Classification["brief"]; unclear: Unclear[] }> {
  const settled = { ...brief };
  const unclear: Unclear[] = [];
  const times = "times" in shape ? (timesField.safeParse(brief["times"]).data ?? []) : [];
  if (times.length > 0) {
    const words = times.flatMap(({ day, time }) => [day, time].filter((one) => one !== null));
    const clock = await clockOf(spine, asking, words);
    const found = settleTimes(times, clock);
    settled["times"] = found.times;
    for (const why of found.unclear)
      unclear.push({
        name: "time",
        ask: `${why}. Say when it goes out, such as “Tuesday 14:00” or “in two hours” (${clock.timeZone}), or “now”.`,
      });
  }
  for (const name of ["channel", "sourceChannel"] as const) {
    const said = brief[name];
    if (!(name in shape) || typeof said !== "string" || channelIn(said) !== null) continue;
    const plain = said.trim().replace(/^#/, "");
    const id = /^[\p{L}\p{N}_-]{1,80}$/u.test(plain) ? await channelNamed(spine, plain) : null;
    if (id !== null) settled[name] = `<#${id}|${plain.toLowerCase()}>`;
    else
      unclear.push({
        name: name === "channel" ? "channel" : "feedback's channel",
        ask: `I am in no channel that is called “${plain.slice(0, 80)}”: invite me there, or name another.`,
      });
  }
  return { brief: settled, unclear };
}

/** What was said in the request was said when it came; what was said since, just now. */
async function clockOf(
  spine: Spine,
  { taskId, project, request }: Asking,
  words: readonly string[],
): Promise<Clock> {
  const { timeZone } = publishingOf(spine.settings.RULES, project);
  const task = words.every((one) => request.includes(one)) ? await taskById(spine.db, taskId) : undefined;
  return { timeZone, now: task?.createdAt ?? spine.now() };
}
