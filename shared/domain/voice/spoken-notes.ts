import type { ActionNote, MeetingNotes, Note } from "../meeting/notes.ts";

/** A meeting's notes as somebody would read them aloud: no marks, no moments, whole sentences where code can make them. */
export function spokenNotes(title: string, notes: MeetingNotes): string {
  const parts: [string, readonly string[]][] = [
    ["In short.", notes.summary.map(said)],
    ["What was decided.", notes.decisions.map(said)],
    ["Who does what.", notes.actions.map(task)],
    ["What is open.", notes.questions.map(said)],
    ["What may go wrong.", notes.risks.map(said)],
  ];
  const there = parts.filter(([, lines]) => lines.length > 0);
  return [sentence(title), ...there.map(([head, lines]) => [head, ...lines].join("\n"))].join("\n\n");
}

/** Words that end as a sentence does, so that the voice comes to rest. */
export function sentence(words: string): string {
  const whole = words.replaceAll(/\s+/g, " ").trim();
  return /[.!?…:]$/.test(whole) ? whole : `${whole}.`;
}

const said = ({ text }: Note): string => sentence(text);

function task({ text, owner, due }: ActionNote): string {
  const who = owner === null ? "Nobody has taken it" : owner;
  return `${sentence(text)} ${sentence(due === null ? who : `${who}, by ${due}`)}`;
}
