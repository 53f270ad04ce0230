import type { Random } from "../random.ts";

/** What is asked for, and how. */
export type Work =
  | { job: "editorial"; user: "U0PRIYA" | "U0JONAS"; text: string; answer: string | null }
  | { job: "errand"; kind: string; payload: Record<string, unknown> };

const kinds = [
  "editorial",
  "editorial",
  "editorial",
  "email_stakeholder",
  "email_stakeholder",
  "jira_status_change",
  "email_external",
  "jira_create_ticket",
  "jira_comment",
] as const;

/** What the n-th task is. `newIssue` makes an issue that no other task touches, `provenIssue` takes comments without a person. */
export function workOf(
  seed: number,
  n: number,
  random: Random,
  newIssue: () => string,
  provenIssue: string,
): Work {
  const kind = random.pick(kinds);
  const mark = markOf(seed, n);
  const text = `What ${mark} is about: a machine that loses its power and goes on afterwards.`;
  switch (kind) {
    case "editorial":
      return editorial(seed, n, random);
    case "email_stakeholder":
      return {
        job: "errand",
        kind,
        payload: { to: [`reader-${n}@signalbox.example`], subject: `Notice ${mark}`, text },
      };
    case "email_external":
      return {
        job: "errand",
        kind,
        payload: { to: [`customer-${n}@elsewhere.example`], subject: `Offer ${mark}`, text },
      };
    case "jira_status_change":
      return { job: "errand", kind, payload: { issue: newIssue(), from: "To Do", to: "In Progress" } };
    case "jira_create_ticket":
      return {
        job: "errand",
        kind,
        payload: {
          project: random.pick(["OPS", "WEB"]),
          type: "Task",
          summary: `Ticket ${mark}`,
          description: text,
        },
      };
    case "jira_comment":
      return comment(seed, n, random.chance(0.7) ? provenIssue : newIssue());
  }
}

/** A comment on an issue. */
export function comment(seed: number, n: number, issue: string): Work {
  return {
    job: "errand",
    kind: "jira_comment",
    payload: { issue, text: `Comment ${markOf(seed, n)}` },
  };
}

function editorial(seed: number, n: number, random: Random): Work {
  const audience = "for platform engineers";
  const asked = random.chance(0.2);
  const points = [
    "A crash is an event like any other",
    "Records come before effects",
    "Nothing is sent twice",
  ];
  const text = `@signalbox write a blog post about outage number ${n} of seed ${seed}${asked ? "" : ` ${audience}`}
Tone: plain
${points.map((point) => `- ${point}, as outage ${n} has shown`).join("\n")}
Others tell the like: write it anew.`;
  return {
    job: "editorial",
    user: random.pick(["U0PRIYA", "U0JONAS"]),
    text,
    answer: asked ? `Audience: platform engineers` : null,
  };
}

/** Words that stand in everything that a task sends. */
function markOf(seed: number, n: number): string {
  return `${seed}-${n}`;
}
