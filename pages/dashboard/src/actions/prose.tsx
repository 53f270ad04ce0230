import { type ReactElement, useEffect, useRef, useState } from "react";
import { Loading } from "../parts/loading.tsx";

/** Markdown as the blog shows it: sanitised by the same code. Its links open beside the page and tell nothing of it. */
export function Prose({
  markdown,
  className,
}: {
  markdown: string;
  className?: string | undefined;
}): ReactElement {
  const [shown, setShown] = useState<{ markdown: string; html: string | null } | null>(null);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isWanted = true;
    htmlOf(markdown).then(
      (html) => isWanted && setShown({ markdown, html }),
      // Whatever it is about this Markdown: its text can be read all the same.
      () => isWanted && setShown({ markdown, html: null }),
    );
    return () => {
      isWanted = false;
    };
  }, [markdown]);
  useEffect(() => {
    for (const link of place.current?.querySelectorAll("a") ?? []) {
      if (!/^https?:/i.test(link.getAttribute("href") ?? "")) link.removeAttribute("href");
      link.target = "_blank";
      link.rel = "noreferrer noopener";
    }
  }, [shown]);
  if (shown?.markdown !== markdown) return <Loading lines={8} />;
  if (shown.html === null) return <div style={{ whiteSpace: "pre-wrap" }}>{markdown}</div>;
  return <div ref={place} className={className} dangerouslySetInnerHTML={{ __html: shown.html }} />;
}

/** What makes it is loaded when the first text wants it. */
async function htmlOf(markdown: string): Promise<string> {
  const { toHtml } = await import("@signalbox/blog/markdown");
  return toHtml(markdown);
}
