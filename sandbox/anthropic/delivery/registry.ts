import { designStories } from "./design-stories.ts";
import { putTogether } from "./put-together.ts";
import { readDocuments } from "./read-documents.ts";

/** A delivery's questions, known by a field that only they have, and what the stand-in says to them. */
export const deliveryAnswers: readonly { field: string; say: (prompt: string) => unknown }[] = [
  { field: "overruled", say: putTogether },
  { field: "components", say: designStories },
  { field: "requirements", say: readDocuments },
];
