import { cast } from "../../sandbox/story/people.ts";

const { maya, lena, jonas, henrike } = cast;

/** Who is invited, each with an address. */
export const invited = [maya, lena, jonas, henrike].map(({ name, address }) => ({ name, email: address }));

/** What is said in the meeting. The caller from the meeting room has no name. */
export const said: readonly { speaker?: string; text: string }[] = [
  { speaker: maya.name, text: "This is about the import of the customer records that failed last night." },
  { speaker: lena.name, text: "It stopped at two, and nobody knew of it before breakfast." },
  {
    speaker: henrike.name,
    text: "We have decided that the import runs on a queue from next week, as your own nightly jobs do.",
  },
  { speaker: maya.name, text: "Lena, please move the import to the queue by Friday." },
  { speaker: jonas.name, text: "I'll write the alarm for its dead letters by Wednesday." },
  { text: "It is still open who at Nordlicht reads that list in the morning." },
];

/** Which words have to become what; the owners as the notes name them. */
export const expected = {
  decision: "the import runs on a queue from next week",
  actions: [
    { owner: lena.name, words: "move the import to the queue" },
    { owner: jonas.name, words: "the alarm for its dead letters" },
  ],
  question: "who at Nordlicht reads that list",
} as const;

/** What Priya asks for when she has read the notes: she knows the older post by its title. */
export const followUp = (
  older: string,
): string => `@signalbox write a blog post about moving a customer's import from cron to queues, please. It is a follow-up to "${older}".

Audience: platform engineers who still run cron somewhere
Tone: plain and honest, no hype

Key points:
- A customer's import is a nightly job like any other, and it failed in silence like any other
- Dead-letter queues turned the silent failure into a list that somebody reads every morning
- The old and the new schedule run side by side for five nights`;
