import { setTimeout as sleep } from "node:timers/promises";
import type { Section } from "./section.ts";
import { type Answer, answerTo, mentionEvent, slackWaitsMs } from "./support/slack-door.ts";
import { atMost, judgedLine, latencyLine, latencyOf, rounded } from "./support/stats.ts";
import type { System } from "./support/system.ts";
import { asksFor, inLanes, tasksPerSecond } from "./support/tasks.ts";

const times = 10;
/** The Slack door when far more comes than can be worked off: it must still answer in time, the work may wait. */
export const overload: Section = {
  title: `the Slack door at ${times} times the rate that is sustained`,
  quickNeeds: {},
  run: async (bench) => {
    const [calibration, seconds] = bench.quick ? [6, 1] : [64, 15];
    const found = await bench.on({}, async (system) => {
      bench.progress(`${calibration} tasks in 16 lanes, to learn the sustained rate`);
      const sustained = tasksPerSecond(await inLanes(system, calibration, 16, "calibration"));
      const rate = Math.ceil(sustained * times);
      bench.progress(`${rate} events/s for ${seconds} s`);
      return { sustained, rate, ...(await flood(system, rate, seconds)) };
    });
    const { sustained, rate, answers, wallMs, askedMeanwhile } = found;
    const taken = answers.filter(({ status }) => status >= 200 && status < 300);
    if (taken.length === 0) throw new Error(`none of ${answers.length} events was taken`);
    const ack = latencyOf(answers.map(({ ms }) => ms));
    const data = {
      sustainedTasksPerSecond: rounded(sustained),
      eventsPerSecond: rate,
      seconds,
      sent: answers.length,
      taken: taken.length,
      refused: answers.filter(({ status }) => status !== 0).length - taken.length,
      unanswered: answers.filter(({ status }) => status === 0).length,
      late: answers.filter(({ ms }) => ms > slackWaitsMs).length,
      acksPerSecond: rounded((taken.length * 1000) / wallMs),
      askedMeanwhile,
      ack,
      slowest: atMost(ack.max, slackWaitsMs),
    };
    return {
      data,
      lines: [
        `sustained ${data.sustainedTasksPerSecond} tasks/s; ${data.sent} events at ${rate}/s for ${seconds} s`,
        `taken ${data.taken} (${data.acksPerSecond}/s), refused ${data.refused}, unanswered ${data.unanswered}, later than ${slackWaitsMs} ms ${data.late}`,
        `approvals asked for meanwhile: ${askedMeanwhile}`,
        latencyLine("ack, from when it was due", ack),
        judgedLine("slowest ack, ms", data.slowest),
      ],
    };
  },
};

/** Sends at a constant rate whatever the answers do, each timed from the moment at which it was due. */
async function flood(system: System, rate: number, seconds: number) {
  // All requests hang in one thread, so that what the Worker says has a place in Slack.
  const { ts } = await system.outside.say("U0PRIYA", "Here come some requests.");
  const startedAt = performance.now();
  const send = async (n: number): Promise<Answer> => {
    const due = startedAt + (n * 1000) / rate;
    await sleep(Math.max(0, due - performance.now()));
    return answerTo(system, mentionEvent(`flood ${n}`, ts), due);
  };
  const answers = await Promise.all(Array.from({ length: rate * seconds }, async (_, n) => send(n)));
  const asked = system.threads.in(ts).filter(({ message }) => asksFor([message], ts));
  return { answers, wallMs: performance.now() - startedAt, askedMeanwhile: asked.length };
}
