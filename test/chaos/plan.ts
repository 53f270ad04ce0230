import { type Random, randomFrom } from "../random.ts";
import { comment, type Work, workOf } from "./work.ts";

/** What somebody does about a question: an answer through one of the channels, or nothing, which lets a hold run out. */
export interface Choice {
  decision: "approved" | "rejected" | "revised" | "none";
  via: "slack" | "api";
  /** How long they think, milliseconds. */
  afterMs: number;
}

export interface TaskPlan {
  n: number;
  work: Work;
  /** Comes up when this share of the kills is done. */
  startAt: number;
  /** One a question, in order; the last one counts for all further ones. */
  choices: Choice[];
}

export interface Plan {
  tasks: TaskPlan[];
  /** Issues that the plan needs in Jira, in order of their creation. */
  issues: string[];
  /** Seconds for which held kinds wait. */
  windows: Record<string, number>;
}

/** The issue on which a comment went well, so that further ones need nobody. */
const provenIssue = "OPS-4";
/** The sandbox's Jira begins with three. */
const seededIssues = 3;

/** Everything that people do in a run. The first task is a comment that makes `provenIssue` proven. */
export function planOf(seed: number, count: number): Plan {
  const random = randomFrom(seed, "plan");
  const issues = [provenIssue];
  const newIssue = (): string => {
    const key = `OPS-${seededIssues + issues.length + 1}`;
    issues.push(key);
    return key;
  };
  const first: TaskPlan = {
    n: 0,
    work: comment(seed, 0, provenIssue),
    startAt: 0,
    choices: [{ decision: "approved", via: "api", afterMs: 0 }],
  };
  const others = Array.from({ length: count - 1 }, (_, index): TaskPlan => {
    const n = index + 1;
    const work = workOf(seed, n, random, newIssue, provenIssue);
    return { n, work, startAt: startAt(index, count), choices: choicesFor(work, random) };
  });
  const windows = { email_stakeholder: random.int(3, 6), jira_status_change: random.int(1, 4) };
  return { tasks: [first, ...others], issues, windows };
}

/** Tasks come in handfuls, so that each kill hits several, and the last ones have some kills to live through too. */
function startAt(index: number, count: number): number {
  const handful = 4;
  return (0.8 * Math.floor(index / handful) * handful) / count;
}

function choicesFor(work: Work, random: Random): Choice[] {
  const choice = (decision: Choice["decision"]): Choice => ({
    decision,
    via: random.pick(["slack", "api"]),
    afterMs: random.int(0, 2000),
  });
  if (work.job === "editorial") {
    const last = choice(random.chance(0.75) ? "approved" : "rejected");
    return random.chance(0.25) ? [choice("revised"), last] : [last];
  }
  if (work.kind === "email_stakeholder" || work.kind === "jira_status_change")
    return [choice(random.pick(["none", "none", "approved", "rejected"]))];
  return [choice(random.chance(0.8) ? "approved" : "rejected")];
}
