import { Fragment, type ReactElement } from "react";
import { textToAdf } from "../../../../shared/integrations/jira/adf.ts";
import classes from "./sheet.module.css";

/** Text as Jira shows it: by the same code that makes Jira's document of it. */
export function JiraText({ text }: { text: string }): ReactElement {
  const keyed = textToAdf(text).content.map(({ content }, paragraph) => ({
    key: `p${paragraph}`,
    content: content.map((inline, at) => ({ key: `i${at}`, inline })),
  }));
  return (
    <div className={classes["document"]}>
      {keyed.map(({ key, content }) => (
        <p key={key}>
          {content.map(({ key: at, inline }) => (
            <Fragment key={at}>{inline.type === "hardBreak" ? <br /> : inline.text}</Fragment>
          ))}
        </p>
      ))}
    </div>
  );
}
