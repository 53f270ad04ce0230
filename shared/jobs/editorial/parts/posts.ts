import { z } from "zod";
import { blueskyLimits, blueskyProblems } from "../../../domain/bluesky-text.ts";
import { threadsLimits, threadsProblems } from "../../../domain/threads-text.ts";
import { linkedinLength, linkedinLimit } from "../../../integrations/linkedin/little-text.ts";
import { bluesky } from "../outlets/bluesky.ts";
import { linkedin } from "../outlets/linkedin.ts";
import { piece, sealOutlet } from "../outlets/outlet.ts";
import { threads } from "../outlets/threads.ts";
import { strangeAddresses } from "../own-addresses.ts";
import { type Part, type PartGround, sealPart } from "./part.ts";

const postedAs = (text: string, { taskId, link, publishAt }: PartGround) => ({
  draftId: taskId,
  text: text.trim(),
  link,
  publishAt,
});

const post: Pick<Part<string>, "schema" | "text"> = { schema: z.string(), text: (text) => text };

/** What no network takes, besides its own limits. */
function plainProblems(text: string, known: readonly (string | null)[]): string[] {
  const strange = strangeAddresses(text, known);
  return [
    ...(/\*\*|^#{1,6}\s|\]\(http/m.test(text)
      ? ["must be plain text: networks show markdown as it is written"]
      : []),
    ...(strange.length > 0 ? [`has an address that nobody gave you: ${strange.join(", ")}`] : []),
  ];
}

const blueskyPart: Part<string> = {
  ...post,
  name: "bluesky",
  is: `the post on Bluesky: plain text of at most ${blueskyLimits.graphemes} characters as a reader counts them (an emoji is one)`,
  outlets: [sealOutlet(bluesky)],
  problems: (text, known) => [...plainProblems(text, known), ...blueskyProblems(text.trim())],
  piece: async (text, ground) => piece(bluesky, postedAs(text, ground)),
};

const linkedinPart: Part<string> = {
  ...post,
  name: "linkedin",
  is: `the post on LinkedIn: plain text of at most ${linkedinLimit} characters, and rather a third of that`,
  outlets: [sealOutlet(linkedin)],
  problems: (text, known) => {
    const length = linkedinLength(text.trim());
    return [
      ...plainProblems(text, known),
      ...(length === 0 ? ["must not be empty"] : []),
      ...(length > linkedinLimit
        ? [`has ${length} characters as LinkedIn counts them, must have at most ${linkedinLimit}`]
        : []),
    ];
  },
  piece: async (text, ground) => piece(linkedin, postedAs(text, ground)),
};

const threadsPart: Part<string> = {
  ...post,
  name: "threads",
  is: `the post on Threads: plain text of at most ${threadsLimits.characters} characters (an emoji counts as its bytes in UTF-8) with at most ${threadsLimits.links} links`,
  outlets: [sealOutlet(threads)],
  problems: (text, known) => [...plainProblems(text, known), ...threadsProblems(text.trim(), null)],
  piece: async (text, ground) => piece(threads, postedAs(text, ground)),
};

/** A post on each network that the team can post on. */
export const postParts = [sealPart(blueskyPart), sealPart(linkedinPart), sealPart(threadsPart)];
