import { describe, expect, it } from "vitest";
import { judgeReport } from "../../../../shared/jobs/bug-fix/judge-report.ts";
import type { BugReport } from "../../../../shared/jobs/bug-fix/report.ts";
import { fixes } from "../../../../shared/db/schema.ts";
import { aTask, spine, unique, withRules } from "../../support/spine.ts";

const at = withRules({
  repositories: {
    "acme/checkout": { paths: ["/srv/checkout/"], sentryProjects: ["checkout"] },
    "acme/calendar": { paths: ["/srv/calendar/"], sentryProjects: ["calendar"] },
  },
});

/** An alert of an issue of its own, about one function of a file that both repositories have. */
function alert(project: string, name: string, root = `/srv/${project}/`): BugReport {
  return {
    type: "bug",
    source: "sentry",
    by: "sentry",
    title: "TypeError: no date",
    text: "",
    errorType: "TypeError",
    errorMessage: "no date",
    frames: [{ file: `${root}src/index.js`, line: 3, function: name, module: null, inApp: true }],
    events: 1000,
    users: 1000,
    level: "fatal",
    repository: null,
    origin: {
      kind: "sentry",
      organization: "acme",
      project,
      issueId: unique(),
      eventId: null,
      url: "https://sentry.example",
    },
    project: "default",
    channel: null,
  };
}

/** Begins a report's fix as its signal would. */
async function begin(report: BugReport): Promise<string> {
  const taskId = await aTask({ id: unique("bug-fix"), kind: "bug_fix" });
  const judged = await judgeReport(at, report, { taskId, again: null });
  if (judged.kind !== "begin") throw new Error(`it is ${judged.kind}`);
  const { fingerprint, place, depth } = judged;
  const now = spine.now();
  await spine.db
    .insert(fixes)
    .values({ taskId, fingerprint, place, depth, state: "open", createdAt: now, updatedAt: now });
  return taskId;
}

const judge = async (report: BugReport) =>
  judgeReport(at, report, { taskId: unique("bug-fix"), again: null });

describe("a bug at a place that is being fixed", () => {
  it("is linked, whatever issue reports it and wherever the code runs", async () => {
    const name = unique("render");
    const taskId = await begin(alert("checkout", name));
    expect(await judge(alert("checkout", name))).toMatchObject({ kind: "link", to: { taskId } });
    expect(await judge(alert("checkout", name, "/app/"))).toMatchObject({ kind: "link", to: { taskId } });
  });

  it("is another bug in another repository", async () => {
    const name = unique("render");
    await begin(alert("checkout", name));
    expect(await judge(alert("calendar", name))).toMatchObject({ kind: "begin" });
  });
});
