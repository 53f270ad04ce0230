import { VisuallyHidden } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Fragment, type ReactElement, useId } from "react";
import { DisclosureButton } from "../disclosure.tsx";
import type { DiffFile, DiffLine } from "./diff-files.ts";
import classes from "./diff-file.module.css";

const changeWords: Record<DiffFile["change"], string | null> = {
  changed: null,
  created: "new",
  deleted: "deleted",
  moved: "moved",
};

/** What is longer is closed at first. */
const longestOpen = 400;

/** One file of a change, which can be closed. */
export function DiffFileView({ file }: { file: DiffFile }): ReactElement {
  const [isOpen, { toggle }] = useDisclosure(file.added + file.removed <= longestOpen);
  const id = useId();
  const word = changeWords[file.change];
  return (
    <section className={classes["file"]} aria-label={file.path}>
      <div className={classes["head"]}>
        <DisclosureButton isOpen={isOpen} onToggle={toggle} controls={id}>
          <span className={classes["path"]}>
            {file.from !== null && `${file.from} → `}
            {file.path}
          </span>
        </DisclosureButton>
        <span className={classes["counts"]}>
          {word !== null && <span className={classes["change"]}>{word}</span>}
          {file.hunks === null ? (
            <span className={classes["change"]}>cut off</span>
          ) : (
            <>
              <span className={classes["added"]}>
                +{file.added}
                <VisuallyHidden> lines added</VisuallyHidden>
              </span>
              <span className={classes["removed"]}>
                −{file.removed}
                <VisuallyHidden> lines removed</VisuallyHidden>
              </span>
            </>
          )}
        </span>
      </div>
      <div id={id} hidden={!isOpen}>
        {isOpen && <Body file={file} />}
      </div>
    </section>
  );
}

function Body({ file: { path, hunks, text } }: { file: DiffFile }): ReactElement {
  if (hunks === null)
    return (
      <pre
        className={classes["raw"]}
        tabIndex={0}
        role="region"
        aria-label={`Change of ${path}, as it stands`}
      >
        {text}
      </pre>
    );
  if (hunks.length === 0)
    return <p className={classes["nothing"]}>Nothing in it that can be read as lines.</p>;
  return (
    <div className={classes["box"]} tabIndex={0} role="region" aria-label={`Change of ${path}`}>
      <table className={classes["lines"]}>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>Line before</VisuallyHidden>
            </th>
            <th scope="col">
              <VisuallyHidden>Line after</VisuallyHidden>
            </th>
            <th scope="col">
              <VisuallyHidden>Change</VisuallyHidden>
            </th>
            <th scope="col">
              <VisuallyHidden>Code</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {hunks.map((lines, n) => (
            <Fragment key={n}>
              {n > 0 && (
                <tr className={classes["gap"]}>
                  <td colSpan={4}>⋯</td>
                </tr>
              )}
              {lines.map((line, at) => (
                <Line line={line} key={at} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const signs: Record<DiffLine["kind"], { sign: string; words: string }> = {
  added: { sign: "+", words: "added" },
  removed: { sign: "−", words: "removed" },
  same: { sign: "", words: "" },
  note: { sign: "", words: "" },
};

function Line({ line: { kind, before, after, text } }: { line: DiffLine }): ReactElement {
  const { sign, words } = signs[kind];
  return (
    <tr data-kind={kind}>
      <td className={classes["number"]}>{before}</td>
      <td className={classes["number"]}>{after}</td>
      <td className={classes["sign"]}>
        <span aria-hidden="true">{sign}</span>
        {words !== "" && <VisuallyHidden>{words}</VisuallyHidden>}
      </td>
      <td className={classes["code"]}>{text}</td>
    </tr>
  );
}
