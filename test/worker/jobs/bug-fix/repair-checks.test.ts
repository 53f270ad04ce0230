import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { assignmentById } from "../../../../shared/executor/assignments.ts";
import { endAssignment } from "../../../../shared/executor/end-assignment.ts";
import type { Change } from "../../../../workflows/change/change.ts";
import { repairChecks } from "../../../../workflows/change/repair-checks.ts";
import type { StepEngine } from "../../../../workflows/durable-steps.ts";
import { DurableRun } from "../../../../workflows/durable-run.ts";
import { Scene } from "../../executor/scene.ts";
import { plainEngine } from "../../support/engine.ts";
import { repository } from "../../support/github.ts";
import { applied, sandbox } from "../../support/slack.ts";
import { spine, unique } from "../../support/spine.ts";

/** Its assignments end as soon as they are looked for: the referee lets nothing through. */
const refusing: StepEngine = {
  ...plainEngine,
  do: async (name, config, run) => {
    const id = /^watch (.+) 1$/.exec(name)?.[1] ?? "";
    const assignment = await assignmentById(spine, id);
    const end = { kind: "failed", phase: "repair", code: "refused", reason: "it is still red" } as const;
    if (assignment !== undefined) await endAssignment(spine, assignment, end);
    return plainEngine.do(name, config, run);
  },
};

it(
  "a repair whose log GitHub doesn't give is tried without it, and says so",
  { timeout: 60_000 },
  async () => {
    const scene = await Scene.open();
    // To comments a pull request is an issue.
    const opened = { repository, login: "maya-ortiz", title: unique(), body: "", labels: [] };
    const { number } = await sandbox<{ number: number }>("/github/_people/issue", opened);
    const given: (string | null)[] = [];
    const change: Change = {
      repository,
      base: "main",
      pullRequest: number,
      url: "https://github.example",
      run: "run-1",
      spec: (id, about) => {
        given.push(about.ciLogs);
        return { ...scene.spec(id), ...about };
      },
      show: async () => expect.fail("nothing was repaired"),
    };
    const run = await DurableRun.open(env, refusing, { taskId: scene.taskId });
    const red = { runId: 404_404, workflow: "CI", commit: scene.spec().planCommit, isActions: true };
    expect(await repairChecks(run, change, red, 1)).toBeNull();
    expect(given).toEqual([expect.stringMatching(/^CI failed, and there is no log of it\. .*Not Found/)]);
    const comments = await applied("github", `/issues/${number}/comments`, "body");
    const said = comments.map((body) => JSON.stringify(body).replaceAll("\\", ""));
    expect(said[0]).toMatch(/try to repair it, once, without what I can't read of its logs: .*Not Found/);
    expect(said.at(-1)).toContain("it is still red");
  },
);
