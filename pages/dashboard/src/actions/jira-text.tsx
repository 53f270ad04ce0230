import { Fragment, type ReactElement } from "react";
import { type AdfBlock, type AdfInline, textToAdf } from "../../../../shared/integrations/jira/adf.ts";
import classes from "./sheet.module.css";

/** Text as Jira shows it: by the same code that makes Jira's document of it. An address is underlined and leads nowhere. */
export function JiraText({ text }: { text: string }): ReactElement {
  return (
    <div className={classes["document"]}>
      {keyed(textToAdf(text).content).map(({ key, one }) => (
        <Block key={key} block={one} />
      ))}
    </div>
  );
}

function Block({ block }: { block: AdfBlock }): ReactElement {
  if (block.type === "paragraph")
    return (
      <p>
        <Line content={block.content} />
      </p>
    );
  const items = keyed(block.content).map(({ key, one }) => (
    <li key={key}>
      <Line content={one.content.flatMap(({ content }) => content)} />
    </li>
  ));
  return block.type === "bulletList" ? <ul>{items}</ul> : <ol start={block.attrs?.order ?? 1}>{items}</ol>;
}

function Line({ content }: { content: readonly AdfInline[] }): ReactElement {
  return (
    <>
      {keyed(content).map(({ key, one }) => (
        <Fragment key={key}>
          {one.type === "hardBreak" ? <br /> : one.marks ? <u>{one.text}</u> : one.text}
        </Fragment>
      ))}
    </>
  );
}

/** The parts of a text never change places. */
function keyed<T>(all: readonly T[]): { key: string; one: T }[] {
  return all.map((one, place) => ({ key: `n${place}`, one }));
}
