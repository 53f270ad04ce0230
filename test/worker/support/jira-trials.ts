import type { LostAnswerTrial } from "./network-trials.ts";
import { sandbox } from "./slack.ts";

interface Issue {
  key: string;
  summary: string;
  comments: { text: string }[];
  links: { url: string }[];
  history: { to: string }[];
}

const issues = async () => (await sandbox<{ issues: Issue[] }>("/jira/_people/issues")).issues;

/** What happens in Jira. */
export const jiraTrials: Record<string, LostAnswerTrial> = {
  jira_comment: {
    payload: (mark) => ({ issue: "OPS-1", text: mark }),
    service: "jira",
    path: "/comment",
    outside: async (mark) =>
      (await issues()).flatMap((one) => one.comments).filter((comment) => comment.text === mark).length,
  },
  ticket_open: {
    payload: (mark) => ({ project: "OPS", type: "Task", summary: mark, description: "" }),
    service: "jira",
    path: "/issue",
    outside: async (mark) => (await issues()).filter((one) => one.summary === mark).length,
  },
  ticket_note: {
    payload: (mark) => ({ issue: "OPS-1", text: mark }),
    service: "jira",
    path: "/comment",
    outside: async (mark) =>
      (await issues()).flatMap((one) => one.comments).filter((comment) => comment.text === mark).length,
  },
  ticket_link: {
    payload: (mark) => ({ issue: "OPS-1", url: `https://blog.example/${mark}`, title: "blog post" }),
    service: "jira",
    path: "/remotelink",
    outside: async (mark) =>
      (await issues()).flatMap(({ links }) => links).filter(({ url }) => url.endsWith(mark)).length,
  },
  ticket_move: {
    payload: () => ({ issue: "OPS-1", from: "To Do", to: "In Progress" }),
    service: "jira",
    path: "/transitions",
    outside: async () =>
      (await issues()).find((one) => one.key === "OPS-1")?.history.filter((move) => move.to === "In Progress")
        .length ?? 0,
  },
  jira_status_change: {
    payload: () => ({ issue: "OPS-2", from: null, to: "Done" }),
    service: "jira",
    path: "/transitions",
    outside: async () =>
      (await issues()).find((one) => one.key === "OPS-2")?.history.filter((move) => move.to === "Done")
        .length ?? 0,
  },
  jira_create_ticket: {
    payload: (mark) => ({ project: "WEB", type: "Bug", summary: mark, description: "" }),
    service: "jira",
    path: "/issue",
    outside: async (mark) => (await issues()).filter((one) => one.summary === mark).length,
  },
};
