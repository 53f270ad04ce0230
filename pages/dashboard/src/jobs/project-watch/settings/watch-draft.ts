import { type WatchRules, watchRules } from "../../../../../../shared/jobs/project-watch/rules.ts";
import { type Problems, problemsIn } from "../../../parts/form/problems.ts";

/** How a project is watched, while somebody edits it: each source has its fields, empty where it is not connected. */
export type WatchDraft = Omit<WatchRules, Source> & { [S in Source]: NonNullable<WatchRules[S]> };

type Source = "jira" | "outlook" | "asana";

/** The rules of a watch as a form has them; those of a new one where there are none. */
export function watchDraft(rules: WatchRules | undefined): WatchDraft {
  const watch = rules ?? watchRules.parse({});
  const {
    jira = { project: "" },
    outlook = { mailbox: "", folders: ["inbox"] },
    asana = { project: "" },
  } = watch;
  return { ...watch, jira, outlook, asana };
}

/** The rules that a form says: a source without a name is not connected. */
export function watchRulesOf({ jira, outlook, asana, ...others }: WatchDraft): WatchRules {
  return {
    ...others,
    ...(jira.project === "" ? {} : { jira }),
    ...(outlook.mailbox === "" ? {} : { outlook }),
    ...(asana.project === "" ? {} : { asana }),
  };
}

/** What is wrong with a watch, by field. */
export function watchProblems(draft: WatchDraft): Problems {
  return problemsIn(watchRules, watchRulesOf(draft));
}

/** Whether anything is connected that can tell of something. */
export function isConnected({ jira, outlook, asana }: WatchRules): boolean {
  return jira !== undefined || outlook !== undefined || asana !== undefined;
}

/** The members of a watch in the words of its form. */
export const watchNames: Record<keyof WatchRules, string> = {
  intervalMinutes: "how often",
  timeZone: "time zone",
  channel: "channel",
  lead: "lead",
  digest: "digest",
  silentHours: "when a source is silent",
  retentionDays: "how long signals are kept",
  jira: "Jira",
  outlook: "mailbox",
  asana: "Asana",
  github: "GitHub",
};

interface Places {
  jira?: unknown;
  asana?: unknown;
  outlook?: unknown;
}

/** Whether two forms of a watch look at the same places: what was found out of the one is true of the other. */
export function isSamePlaces(one: Places | undefined, other: Places): boolean {
  return (
    JSON.stringify([one?.jira, one?.asana, one?.outlook]) ===
    JSON.stringify([other.jira, other.asana, other.outlook])
  );
}
