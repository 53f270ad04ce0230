import type { Section } from "./section.ts";
import { answerTo, mentionEvent, slackWaitsMs } from "./support/slack-door.ts";
import { atMost, judgedLine, latencyLine, latencyOf } from "./support/stats.ts";

/** A workspace that says everything at once: all of it has to be acknowledged before Slack takes it for lost. */
export const burst: Section = {
  title: "the Slack door when a whole workspace speaks at once",
  quickNeeds: {},
  run: async (bench) => {
    const events = bench.quick ? 60 : 900;
    const answers = await bench.on({}, async (system) => {
      const { ts } = await system.outside.say("U0PRIYA", "Here come all requests.");
      // An isolate that has just begun reads its settings, and compiles.
      await answerTo(system, mentionEvent("burst first", ts), performance.now());
      bench.progress(`${events} events at once`);
      const due = performance.now();
      return Promise.all(
        Array.from({ length: events }, async (_, n) => answerTo(system, mentionEvent(`burst ${n}`, ts), due)),
      );
    });
    const taken = answers.filter(({ status }) => status === 200).length;
    const ack = latencyOf(answers.map(({ ms }) => ms));
    const late = answers.filter(({ ms }) => ms > slackWaitsMs).length;
    const slowest = atMost(ack.max, slackWaitsMs);
    return {
      data: { events, taken, late, ack, slowest },
      lines: [
        `${events} events at once: taken ${taken}, later than ${slackWaitsMs} ms ${late}`,
        latencyLine("ack", ack),
        judgedLine("slowest ack, ms", slowest),
      ],
    };
  },
};
