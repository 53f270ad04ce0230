import { z } from "zod";
import { waitFor } from "../../scripts/stack/wait.ts";
import type { Section } from "./section.ts";
import { atMost, judgedLine, type Latency, latencyLine, latencyOf, mean, rounded } from "./support/stats.ts";
import type { Needs, System } from "./support/system.ts";
import { busyProject, changeSizes, idleProject } from "./support/watch-projects.ts";
import { dueAnswer, lookAnswer } from "./support/watch-answers.ts";

const needs: Needs = { counting: true };
const mostRows = 10;
const slowestStartMinutes = 5;
const beginsWithinMs = 60_000;

const factsSchema = z.object({ entries: z.array(z.object({ type: z.string(), at: z.iso.datetime() })) });

interface Busy {
  changes: number;
  look: Latency;
  begun: Latency;
  rows: number;
}

/** What a cycle costs that finds nothing, how soon one begins that finds something, and a thousand that are due at once. */
export const watch: Section = {
  title: "watching projects: an idle cycle, one with changes, a thousand due at once",
  quickNeeds: needs,
  run: async (bench) => {
    const [looks, repeats] = bench.quick ? [3, 1] : [200, 20];
    const found = await bench.on(needs, async (system) => {
      bench.progress(`${looks} idle looks`);
      await lookAt(system, idleProject, 0);
      const idle = await inTurn(looks, async () => lookAt(system, idleProject, 0));
      const busy: Busy[] = [];
      for (const changes of changeSizes) {
        bench.progress(`${repeats} cycles with ${changes} changes`);
        const cycles = await inTurn(repeats, async (n) => oneCycle(system, changes, n));
        busy.push({
          changes,
          look: latencyOf(cycles.map(({ ms }) => ms)),
          begun: latencyOf(cycles.map(({ begunMs }) => begunMs)),
          rows: mean(cycles.map(({ rows }) => rows)),
        });
      }
      bench.progress("a thousand due at once");
      const due = dueAnswer.parse(await ask(system, { what: "due", projects: 1000 }));
      return { idle, busy, due };
    });
    const { idle, busy, due } = found;
    const data = {
      idle: {
        look: latencyOf(idle.map(({ ms }) => ms)),
        rows: atMost(Math.max(...idle.map(({ rows }) => rows)), mostRows),
        callsASource: atMost(Math.max(...idle.map(({ calls }) => calls)), 1),
        begun: idle.filter(({ began }) => began !== null).length,
      },
      busy,
      due: {
        ...due,
        missed: due.projects - due.begun,
        lastStart: atMost(rounded(due.lastStartSeconds / 60), slowestStartMinutes),
      },
    };
    return {
      data,
      lines: [
        "the services are played inside the Worker: this is our own share, without their time",
        latencyLine("idle look", data.idle.look),
        judgedLine("  D1 rows, settings too, most", data.idle.rows),
        judgedLine("  calls a source, most", data.idle.callsASource),
        `  cycles begun by it            ${data.idle.begun}`,
        ...busy.flatMap(({ changes, look, begun, rows }) => [
          latencyLine(`${changes} changed: recorded`, look),
          latencyLine("  its task has begun", begun),
          `  D1 rows of the look, mean     ${rows}`,
        ]),
        `${due.projects} due at once: ${due.begun} begun in ${due.minutes} runs of the minute's duty, ${data.due.missed} missed, at most ${due.mostASecond} a second`,
        judgedLine("  the last, minutes", data.due.lastStart),
        `  the duty takes, most          ${due.dutyMs} ms`,
      ],
    };
  },
};

async function inTurn<T>(count: number, one: (n: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let n = 0; n < count; n++) all.push(await one(n));
  return all;
}

async function lookAt(system: System, project: string, changes: number) {
  return lookAnswer.parse(await ask(system, { what: "look", project, changes }));
}

/** From the look's beginning until its cycle's workflow has said its first word. */
async function oneCycle(system: System, changes: number, repeat: number) {
  const look = await lookAt(system, busyProject(changes, repeat), changes);
  const { began } = look;
  if (began === null) throw new Error(`${changes} changes began no cycle`);
  const begunAt = await waitFor("the cycle's task to begin", beginsWithinMs, async () => {
    const response = await fetch(`${system.stack.urls.worker}/api/ledger?task=${encodeURIComponent(began)}`, {
      headers: { authorization: `Bearer ${system.stack.apiToken}` },
    });
    const { entries } = factsSchema.parse(await response.json());
    const started = entries.find(({ type }) => type === "task.started");
    return started === undefined ? null : Date.parse(started.at);
  });
  return { ...look, begunMs: begunAt - look.startedAt };
}

async function ask({ stack }: System, body: object): Promise<unknown> {
  const response = await fetch(`${stack.urls.worker}/_bench/watch`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`the watch was answered ${response.status}: ${await response.text()}`);
  return response.json();
}
