import { elements } from "../wire.ts";
import { type Brief, capital, cut, feedbackIn, readBrief } from "./brief.ts";
import { label } from "../../../shared/domain/stand-in-label.ts";
import { cite } from "./cite.ts";

const words = { atLeast: 920, atMost: 1300 };

/** A post built from the brief's own words with fixed connecting sentences. Same input, same post. */
export function blogPost(prompt: string): Record<string, unknown> {
  const said = readBrief(prompt);
  // One line without points is about its topic: a post has one section at least.
  const brief = said.keyPoints.length > 0 ? said : { ...said, keyPoints: [said.topic] };
  const request = elements(prompt, "request").join("\n");
  const feedback = feedbackIn(prompt);
  const title = titleOf(brief.topic);
  return {
    title,
    slug: slugOf(title),
    summary: cut(
      `${capital(brief.topic)}: what changed, why, and what to take away, for ${brief.audience}.`,
      200,
    ),
    tags: tagsOf(brief.topic),
    markdown: markdownOf(brief, background(request, brief), { feedback, cited: cite(prompt) }),
  };
}

/** The request's own sentences that are neither the order to write nor part of the labelled brief. */
function background(request: string, brief: Brief): string[] {
  return request
    .split("\n")
    .filter(
      (line) =>
        line.trim() !== "" &&
        !/^\s*(?:[-•*]|\d+[.)])\s/.test(line) &&
        !/^\W*(?:topic|audience|tone|key points|cover|title)\b[^:]*:/i.test(line),
    )
    .join(" ")
    .split(/(?<=[.!?])\s+/)
    .map((sentence) => sentence.trim())
    .filter(
      (sentence) =>
        sentence.split(" ").length > 5 &&
        !/\b(?:write|draft)\b.*\bpost\b/i.test(sentence) &&
        !sentence.includes(brief.topic),
    );
}

function markdownOf(
  brief: Brief,
  sentences: string[],
  { feedback, cited }: { feedback: string; cited: string },
): string {
  const { topic, audience, keyPoints } = brief;
  const half = Math.ceil(sentences.length / 2);
  const opening = [
    `*${label}*`,
    `This post is about ${topic}. It is written for ${audience}, and it tries to answer what they would ask first: what was the trouble, what was done about it, and what is different now.`,
    sentences.slice(0, half).join(" "),
    cited,
    feedback === ""
      ? ""
      : `## What the editor asked for\n\nAfter the first version the editor wanted this: “${feedback.replace(/[.]+$/, "")}.” So let us begin there. It changes the order of the story more than its facts. Whoever reads only one section should read this one, and then look up below how each point came about.`,
    `In short:\n\n${keyPoints.map((point) => `- ${capital(point)}.`).join("\n")}`,
  ];
  const ending = [
    sentences.length > half ? `## The story behind it\n\n${sentences.slice(half).join(" ")}` : "",
    `## What to take away\n\nNone of this needs a large project. It needs somebody who looks at ${topic} with fresh eyes, and a team that writes down what it finds.\n\n| Point | Worth a look when |\n| --- | --- |\n${keyPoints.map((point, n) => `| ${capital(cut(point, 90))} | ${occasions[n % occasions.length]} |`).join("\n")}\n\nIf you try one thing from this post, take the first point. It costs the least, and it makes the others easier to see.`,
  ];
  const sections = keyPoints.map((point, n) => [`## ${heading(point)}`, ...lead(point, n, topic)]);
  const assemble = (): string => [...opening, ...sections.flat(), ...ending].filter(Boolean).join("\n\n");
  // Sections grow in turns until the post is long enough; no paragraph is used twice.
  for (const [turn, paragraph] of more(audience).entries()) {
    const n = turn % Math.max(keyPoints.length, 1);
    if (countWords(assemble()) < words.atLeast) sections[n]?.push(paragraph(keyPoints[n] ?? topic));
  }
  if (countWords(assemble()) < words.atLeast) ending.unshift(gettingStarted);
  return cutWords(assemble(), words.atMost);
}

const gettingStarted = `## How to begin

Begin with a list. Write down what you have, who knows about it and what would happen if it stopped tonight. The list will be shorter than people fear and longer than they hope, and both are good to know. Nothing has to change on that day.

Then pick the one entry that nobody would miss for an hour. Change that one first, in daylight, with two people at the same screen. Keep the old way running beside it until both have agreed for as long as it takes to trust the new one. Trust grows with nights on which nothing happened, and there is no way to hurry it.

When the first one is boring, take the next. Tell the others what went wrong, not only what went well, because that is the part that saves them time. After a few rounds the work stops being a project. It becomes the way things are done, and new colleagues wonder that it was ever different.

Stop when the list is empty, or when what is left isn't worth the effort. Say so in writing, with the reason, so that the question doesn't come back every quarter.`;

const occasions = [
  "something fails in the night",
  "a new colleague asks why",
  "the same incident comes back",
  "nobody dares to change it",
  "two people disagree about it",
];

function lead(point: string, n: number, topic: string): string[] {
  const openers = [
    `The first thing to say is plain: ${lower(point)}. Everything else about ${topic} follows from it, so it is worth a slow look.`,
    `Then there is this: ${lower(point)}. It sounds like a detail, and it is the kind of detail that decides whether people trust a system.`,
    `The next point came up in almost every conversation: ${lower(point)}.`,
    `It would be easy to leave this out: ${lower(point)}. It would also be wrong, because this is where the effort pays off.`,
    `One more piece belongs to the picture: ${lower(point)}.`,
    `Finally, and not least: ${lower(point)}.`,
  ];
  return [openers[n % openers.length] ?? ""];
}

function more(audience: string): ((point: string) => string)[] {
  const core = (point: string): string => lower(point.split(/,| because | so that | and /)[0] ?? point);
  return [
    (point) =>
      `Why does it matter? Because the opposite is so easy to live with for a while. Nobody notices on a good day. On a bad day it is the first thing that everybody looks for, and then it has to be there already. Written down in one sentence: ${core(point)}.`,
    () =>
      `In practice it means a small habit and not a large tool. Somebody has to be able to point at the place where it happens, to say when it happened last, and to show what it looked like. For ${audience} that is the difference between a guess and an answer.`,
    () =>
      "There is a price, and it should be named. It takes a little time at the start, and it takes the will to say no to the shortcut that works today. The shortcut would have been quicker once. It would have been slower every time after that.",
    (point) =>
      `> A rule of thumb from this part: if you can't say in one breath what “${cut(core(point), 80)}” means for you, start there.`,
    () =>
      "What would we look at to see whether it works? Not at a feeling. We would look at the last time it was needed, at what people did in the first minutes, and at whether they had to ask somebody else. If nobody had to ask, the point has done its work.",
    () =>
      "It also changes how people talk about the subject. Before, the question was who had broken something. After, the question is what the record says, and that is a better one to ask in a room full of tired people.",
    (point) =>
      `Nobody has to take this on trust. The claim is small enough to check: ${core(point)}. Look for one case where it did not hold. If you find it, you have learned something; if you don't, you have a habit worth keeping.`,
    () =>
      "It helps to do this part slowly. A change that everybody has seen in action once is worth more than three that were announced. Show it on something that doesn't matter, then on something that does, and write down the moment when it first helped.",
    () =>
      "There is a second effect that is easy to miss. Things that can be seen get smaller. A list that somebody reads every morning doesn't grow for long, and a list that nobody reads is only a place where trouble waits for its turn.",
    (point) =>
      `And if there is no time for it? Then at least leave a note where the next person will look. “${capital(core(point))}” is a good first line. The second line is the name of somebody who can be asked.`,
    () =>
      "The order of the steps matters less than the size of them. Small steps can be taken back, and a step that can be taken back is one that people dare to take on a Thursday afternoon. That is most of the secret.",
    () =>
      `For ${audience} the question is usually not whether this is right but when to begin. A fair answer is: with the next thing that would have to be touched anyway. Then the work is half paid for already.`,
  ];
}

function titleOf(topic: string): string {
  return cut(capital(topic.replace(/[.!?]+$/, "")), 88);
}

function slugOf(title: string): string {
  const slug = title
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return slug.slice(0, 70).replace(/-[^-]*$/, (tail) => (slug.length > 70 ? "" : tail)) || "post";
}

const commonWords = new Set(
  "about after again from have into moved moving our that their them they this what when where which with your the and for how why".split(
    " ",
  ),
);

function tagsOf(topic: string): string[] {
  const found = topic.toLowerCase().match(/[a-z][a-z-]{3,}/g) ?? [];
  return [...new Set(found.filter((word) => !commonWords.has(word)))]
    .slice(0, 4)
    .concat(found.length === 0 ? ["notes"] : []);
}

function heading(point: string): string {
  const short = (point.split(/[,;:(]| because | so that /)[0] ?? point).split(/\s+/).slice(0, 9).join(" ");
  return capital(short.replace(/[.]+$/, ""));
}

/** Lower-cases the first letter, unless the word is an acronym or a name in capitals. */
const lower = (text: string): string =>
  /^[A-Z][a-z]/.test(text) || /^A\s/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function cutWords(text: string, most: number): string {
  const paragraphs = text.split("\n\n");
  while (countWords(paragraphs.join("\n\n")) > most && paragraphs.length > 1) paragraphs.splice(-2, 1);
  return paragraphs.join("\n\n");
}
