import { z } from "zod";
import { gistFileName } from "../../../actions/gist-publish.ts";
import { gist } from "../outlets/gist.ts";
import { piece, sealOutlet } from "../outlets/outlet.ts";
import { textProblems } from "../report-text.ts";
import { sealPart } from "./part.ts";

const schema = z.object({
  description: z.string().describe("what the code shows; one line of at most 200 characters"),
  files: z
    .array(
      z.object({
        name: z.string().describe("the file's name with its ending"),
        content: z
          .string()
          .describe("the code, whole and ready to run, with a comment on top that says what it shows"),
      }),
    )
    .min(1)
    .describe("one to five files with names of their own"),
});
type Draft = z.infer<typeof schema>;

const mostCharacters = 20_000;

/** Code as a gist. */
export const gistPart = sealPart<Draft>({
  name: "gist",
  is: "a code example as a gist: short, whole, in the language that the brief names, without secrets or real names",
  schema,
  outlets: [sealOutlet(gist)],
  problems: ({ description, files }) => [
    ...textProblems({ description: description.replaceAll("\n", "  ") }, 200),
    ...(/\n/.test(description) ? ["description: must be one line"] : []),
    ...(files.length < 1 || files.length > 5 ? [`files: are ${files.length}, must be 1 to 5`] : []),
    ...(new Set(files.map(({ name }) => name)).size < files.length ? ["files: two have one name"] : []),
    ...files.flatMap(({ name, content }) => [
      ...(gistFileName.test(name) ? [] : [`files: “${name}” is no file's name such as example.ts`]),
      ...textProblems({ [`files: ${name}`]: content }, mostCharacters),
      ...(/\b(?:sk-|ghp_|xox[bp]-|AKIA)[A-Za-z0-9_-]{10,}/.test(content)
        ? [`files: ${name} has a secret in it`]
        : []),
    ]),
  ],
  piece: async ({ description, files }, { taskId, publishAt }) =>
    piece(gist, { draftId: taskId, description: description.trim(), files, public: true, publishAt }),
  text: ({ description, files }) =>
    [description, ...files.map(({ name, content }) => `${name}\n${content}`)].join("\n\n"),
});
