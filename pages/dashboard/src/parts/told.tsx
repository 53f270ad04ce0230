import type { ReactElement } from "react";
import { Moment } from "./when.tsx";
import { cutAtMoments } from "./words.ts";

/** What the Worker says, with the moments that it names in the reader's zone. */
export function Told({ text }: { text: string }): ReactElement {
  return (
    <>
      {cutAtMoments(text).map((part, n) => (part.isMoment ? <Moment at={part.text} key={n} /> : part.text))}
    </>
  );
}
