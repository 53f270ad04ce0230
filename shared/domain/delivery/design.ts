import { z } from "zod";
import { repositoryPath } from "../repository.ts";
import { storyId } from "./requirement.ts";
import { stackIds } from "./stack-id.ts";

const line = z.string().trim().min(1).max(1000);
const name = z.string().trim().min(1).max(80);

/** How the stories are to be built: on which stack, of which parts, in which files. */
export const designSchema = z.strictObject({
  stack: z.enum(stackIds),
  /** Why this stack, by the rules that chose it. */
  because: z.array(line).min(1).max(10),
  /** What it is, in a sentence. */
  description: z.string().trim().min(1).max(300),
  components: z
    .array(
      z.strictObject({
        name,
        purpose: line,
        files: z.array(repositoryPath).min(1).max(20),
        /** Names of components that it uses. */
        uses: z.array(name).max(20),
      }),
    )
    .min(1)
    .max(40),
  /** What parts offer each other: signatures that later stories build on. */
  interfaces: z
    .array(
      z.strictObject({ file: repositoryPath, signature: z.string().trim().min(1).max(500), purpose: line }),
    )
    .max(80),
  decisions: z.array(z.strictObject({ title: name, choice: line, because: line })).max(20),
  /** Where each story's tests and code go. Nothing else may be touched for it. */
  stories: z
    .array(
      z.strictObject({
        story: storyId,
        tests: z.array(repositoryPath).min(1).max(10),
        code: z.array(repositoryPath).min(1).max(10),
      }),
    )
    .min(1)
    .max(100),
});
export type Design = z.infer<typeof designSchema>;
