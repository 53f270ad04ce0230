import type { ReactElement } from "react";

/** Words that were written for Slack, with what stands between stars in bold. */
export function SlackWords({ text }: { text: string }): ReactElement {
  const parts = text.split(/\*([^*\n]+)\*/);
  return (
    <>
      {parts.map((part, at) => {
        const key = `${at}`;
        return at % 2 === 1 ? <strong key={key}>{part}</strong> : <span key={key}>{part}</span>;
      })}
    </>
  );
}
