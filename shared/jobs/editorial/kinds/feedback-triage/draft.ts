import { z } from "zod";
import { strayFigures } from "../../figures.ts";
import { reportProblems, textProblems } from "../../report-text.ts";
import { entriesIn } from "./entries.ts";

const theme = z.object({
  name: z.string().describe("the theme in a few words; one line of at most 80 characters"),
  entries: z.array(z.number().int()).describe("the numbers of all entries that are about it"),
  quotes: z
    .array(z.object({ entry: z.number().int(), words: z.string() }))
    .describe("one to three quotes: the number of the entry and words of it exactly as they stand there"),
  ticket: z
    .object({
      type: z.enum(["Task", "Bug"]),
      summary: z.string().describe("what is to be done; one line of at most 120 characters"),
      description: z.string().describe("what is known and what is not; at most 1000 characters"),
    })
    .nullable()
    .describe("a ticket, where the theme calls for work; null otherwise"),
});

/** What the model is asked for. How many entries a theme has is counted by code. */
export const draftSchema = z.object({
  summary: z.string().describe("what stands out, in one or two sentences; at most 400 characters"),
  themes: z.array(theme),
});
export type Draft = z.infer<typeof draftSchema>;

const mostThemes = 8;
const mostTickets = 5;

/** The themes as a message, the biggest first, each with its count. */
export function markdownOf({ summary, themes }: Draft): string {
  const told = themes
    .toSorted((a, b) => b.entries.length - a.entries.length)
    .map(({ name, entries, quotes }) =>
      [
        `**${name}** (${entries.length})`,
        ...quotes.map(({ words }) => `> ${words.replaceAll("\n", " ")}`),
      ].join("\n"),
    );
  return [summary, ...told].join("\n\n");
}

/** Everything that keeps a draft from being proposed: a quote that nobody said, an entry that nobody wrote or that was left out. */
export function draftProblems(draft: Draft, source: string | null): string[] {
  const entries = entriesIn(source);
  const { summary, themes } = draft;
  const sorted = new Set(themes.flatMap((one) => one.entries));
  const left = [...entries.keys()].filter((number) => !sorted.has(number));
  const counts = [entries.size, themes.length, ...themes.map((one) => one.entries.length)].join(" ");
  const strays = strayFigures(summary, `${source ?? ""} ${counts}`);
  return [
    ...textProblems({ summary }, 400),
    ...(strays.length > 0 ? [`summary: has figures that nobody gave you: ${strays.join(", ")}`] : []),
    ...(themes.length < 1 || themes.length > mostThemes
      ? [`themes: are ${themes.length}, must be 1 to ${mostThemes}`]
      : []),
    ...(left.length > 0
      ? [
          `themes: leave out the entries ${left.join(", ")}: put them into a theme, if need be one for the rest`,
        ]
      : []),
    ...(themes.filter(({ ticket }) => ticket !== null).length > mostTickets
      ? [`themes: at most ${mostTickets} may have a ticket`]
      : []),
    ...themes.flatMap((one, at) =>
      themeProblems(one, entries).map((problem) => `themes.${at + 1}: ${problem}`),
    ),
    // With room for a title, and for where it was read.
    ...reportProblems({ title: "F".repeat(150), markdown: `${markdownOf(draft)}${"\n".repeat(150)}` }),
  ];
}

function themeProblems(
  { name, entries: own, quotes, ticket }: z.infer<typeof theme>,
  entries: ReadonlyMap<number, string>,
): string[] {
  const unknown = own.filter((number) => !entries.has(number));
  return [
    ...textProblems({ name }, 80),
    ...(own.length === 0 ? ["has no entries"] : []),
    ...(new Set(own).size < own.length ? ["names an entry twice"] : []),
    ...(unknown.length > 0 ? [`names entries that there are not: ${unknown.join(", ")}`] : []),
    ...(quotes.length < 1 || quotes.length > 3 ? ["must have one to three quotes"] : []),
    ...quotes.flatMap(({ entry, words }) => [
      ...(own.includes(entry) ? [] : [`quotes entry ${entry}, which is none of its own`]),
      ...(words.trim() !== "" && entries.get(entry)?.includes(words) === true
        ? []
        : [`quotes words that don't stand so in entry ${entry}: “${words}”`]),
    ]),
    ...(ticket === null
      ? []
      : [
          ...textProblems({ "ticket.summary": ticket.summary }, 120),
          ...textProblems({ "ticket.description": ticket.description }, 1000),
        ]),
  ];
}
