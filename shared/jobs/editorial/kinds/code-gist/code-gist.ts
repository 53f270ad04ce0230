import { z } from "zod";
import { briefFields } from "../../brief-fields.ts";
import { faithfully, material } from "../../draft-prompt.ts";
import type { EditorialKind } from "../../kind.ts";
import { gistPart } from "../../parts/gist.ts";
import { type SeveralDraft, severalOf } from "../../parts/several.ts";
import { publicationTime } from "../../publication-time.ts";

const { topic, keyPoints, times } = briefFields;
const language = z.string().nullable().describe("the programming language of a code example");
const brief = z.object({ topic, keyPoints, language, times });
const parts = severalOf([gistPart]);
const wanted = new Set([gistPart.name]);

/** A code example, as a gist. */
export const codeGist: EditorialKind<typeof brief, SeveralDraft> = {
  kind: "code_gist",
  desk: "content",
  meaning: "a code example, sample or snippet as a gist",
  cues: ["a gist that shows how to call the export api", "code sample for webhooks in python"],
  orderedAs: /(?:(?:code )?gist|(?:code )?(?:example|snippet)|code sample|sample code|codebeispiel)/,
  words: { noun: "gist", plural: "gists", begun: "a code example on", it: "the gist", done: "published" },
  brief,
  asksIfWritten: true,
  example: {
    topic: "calling the export API",
    keyPoints: ["Pages are followed to the end"],
    language: "typescript",
    times: [],
  },
  titleOf: (known) => known.topic,
  rubric: [
    { name: "topic", ask: "What should the code show?", isPresent: (known) => Boolean(known.topic?.trim()) },
    {
      name: "language",
      ask: "In which programming language?",
      isPresent: (known) => Boolean(known.language?.trim()),
    },
  ],
  system: `You write code examples for a software team. ${material}

Show one thing, in code that runs as it stands with nothing but what its first comment names. ${faithfully}`,
  schema: parts.schema,
  maxTokens: 6000,
  problems: (draft) => parts.problems(draft, wanted, []),
  outlets: parts.outlets,
  pieces: async (spine, draft, commission) => {
    const { taskId, project } = commission;
    return parts.pieces(draft, async (name) => ({
      spine,
      taskId,
      project,
      link: null,
      recipients: [],
      publishAt: await publicationTime(spine, commission, name),
    }));
  },
  textOf: parts.textOf,
  outline: (draft) => {
    const text = parts.textOf(draft);
    return {
      title: text.split("\n")[1] ?? "Gist",
      size: `${text.length} characters`,
      data: { characters: text.length },
    };
  },
};
