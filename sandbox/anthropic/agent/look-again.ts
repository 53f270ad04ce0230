import type { Conversation } from "./conversation.ts";
import { fileText } from "./file-text.ts";
import type { Turn } from "./turn.ts";

const mark = "// Looked at again, as reviewers asked";

/** What the stand-in says of a revision: it doesn't understand what is asked for. */
export const revised = "The sandbox's stand-in says at the file's head that it was looked at again.";

/** A small change of the file that was read first: a line at its head, numbered, as a file may be looked at more than once. */
export function lookedAgain({ results }: Conversation): Turn[] {
  const [first] = results;
  const text = fileText(first?.text ?? "");
  // So many lines are surely nowhere else in the file.
  const head = text.split("\n").slice(0, 5).join("\n");
  if (first === undefined || head === "") return [];
  const times = text.split(mark).length;
  return [
    {
      tool: "Edit",
      input: {
        file_path: first.input["file_path"],
        old_string: head,
        new_string: `${mark} (${times}).\n${head}`,
      },
    },
  ];
}
