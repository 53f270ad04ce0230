import { designStories } from "./design-stories.ts";
import { obeyDesigning, obeyPuttingTogether, obeyReading } from "./obey.ts";
import { putTogether } from "./put-together.ts";
import { readDocuments } from "./read-documents.ts";

/** A delivery's questions, known by a field that only they have, and what the stand-in says to them: soberly, or as it is told to by what it reads. */
export const deliveryAnswers: readonly {
  field: string;
  sober: (prompt: string) => unknown;
  obeying: (prompt: string) => unknown;
}[] = [
  { field: "overruled", sober: putTogether, obeying: obeyPuttingTogether },
  { field: "components", sober: designStories, obeying: obeyDesigning },
  { field: "requirements", sober: readDocuments, obeying: obeyReading },
];
