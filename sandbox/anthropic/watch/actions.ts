import { milestoneIn, newDay, ticketIn, titleOf } from "./about.ts";
import type { Shown } from "./read.ts";
import type { Fact, SaidAction, Scene } from "./scene.ts";

/** What follows outside from one thing that a signal says, by plain rules. */
export function actionsFor(signal: Shown, fact: Fact, scene: Scene): SaidAction[] {
  const { category, words, text } = fact;
  const none = { ticket: null, entry: null, people: [], subject: null, text: null, value: null };
  const base = { ...none, signals: [signal.id], why: text.slice(0, 300) };
  const key =
    ticketIn(words, scene) ?? scene.tickets.find((one) => one.key === signal.about["item"])?.key ?? null;
  const author = scene.people.find(({ name }) => name.toLowerCase() === signal.author.toLowerCase());
  const milestone = milestoneIn(words, scene);
  const day = milestone === null ? null : newDay(words, milestone, scene);
  switch (category) {
    case "dependency":
    case "issue":
      return key === null || /^[A-Z]+-\d+ is /.test(text)
        ? []
        : [
            {
              ...base,
              kind: "jira_comment",
              ticket: key,
              text: `Noted in the RAID log as ${category === "issue" ? "an issue" : "a dependency"}: ${words}`,
            },
          ];
    case "milestone":
      return milestone === null || day === null
        ? []
        : [{ ...base, kind: "milestone_change", entry: milestone.id, value: day }];
    case "question":
      if (author !== undefined)
        return [
          {
            ...base,
            kind: "email_stakeholder",
            people: [author.id],
            subject: `Your question: ${titleOf(words)}`,
            text: `Hello ${author.name},\n\nyou asked: “${words}”\n\nThe team looks into it and answers as soon as it knows.\n\nSignalbox, for the team`,
          },
        ];
      return key === null
        ? []
        : [{ ...base, kind: "jira_comment", ticket: key, text: `This question is open: ${words}` }];
    case "progress": {
      const done = scene.statuses.find((status) => /^(?:done|closed|resolved|erledigt)$/i.test(status));
      const ticket = scene.tickets.find((one) => one.key === ticketIn(words, scene));
      const byForm = /^[A-Z]+-\d+ (?:went|passed|is|has|was)\b/.test(text);
      return done === undefined || ticket === undefined || ticket.status === done || byForm
        ? []
        : [{ ...base, kind: "jira_status_change", ticket: ticket.key, value: done }];
    }
    case "scope":
      return /new requirement|also need|change request/i.test(words)
        ? [{ ...base, kind: "jira_create_ticket", subject: titleOf(words), text: words, value: "Task" }]
        : [];
    default:
      return [];
  }
}
