import type { MantineColor } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import type { ArtefactKind, Fields } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { dayWords } from "../../../parts/artefact/field-specs.ts";
import { spoken } from "../../../parts/words.ts";
import { exposure } from "./documents.ts";
import classes from "./entry-table.module.css";
import { lookUp } from "../../../../../../shared/platform/look-up.ts";

/** A column of a document's table. */
export interface Column {
  label: string;
  show: (fields: Fields) => ReactNode;
  /** How wide it is, so that the tables of one document stand in line. */
  width: string;
  /** Whether it stands under its name on a phone; else it explains itself. */
  isNamed?: boolean;
}

const said = (value: Fields[string] | undefined): string | null =>
  value === null || value === undefined || value === "" ? null : String(value);

function Missing({ children }: { children: string }): ReactElement {
  return <span className={classes["missing"]}>{children}</span>;
}

const statuses: Record<string, MantineColor> = {
  open: "orange",
  mitigating: "rail",
  closed: "gray",
  on_track: "green",
  at_risk: "orange",
  late: "red",
  done: "gray",
  proposed: "orange",
  made: "green",
  superseded: "gray",
};

/** As a badge looks, and made of one element: a long document has hundreds. */
const status: Column = {
  label: "Status",
  width: "6.8rem",
  show: ({ status: value }) => {
    const color = lookUp(statuses, String(value)) ?? "gray";
    return (
      <span
        className={classes["status"]}
        style={{
          background: `var(--mantine-color-${color}-light)`,
          color: `var(--mantine-color-${color}-light-color)`,
        }}
      >
        {spoken(String(value ?? "unknown")).toLowerCase()}
      </span>
    );
  },
};

const day = (name: string, label: string): Column => ({
  label,
  width: "7.5rem",
  isNamed: true,
  show: (fields) => {
    const value = said(fields[name]);
    return value === null ? <Missing>–</Missing> : <span className={classes["day"]}>{dayWords(value)}</span>;
  },
});

const words = (name: string, label: string, missing: string): Column => ({
  label,
  width: "7.5rem",
  isNamed: true,
  show: (fields) => said(fields[name]) ?? <Missing>{missing}</Missing>,
});

const long = (name: string, label: string): Column => ({
  label,
  width: "30%",
  show: (fields) => <span className={classes["clamped"]}>{said(fields[name])}</span>,
});

/** Probability times impact, in words and as a small square that is the darker the more it weighs. */
const weight: Column = {
  label: "Probability × impact",
  width: "11.2rem",
  isNamed: true,
  show: (fields) => {
    const { probability, impact } = fields;
    if (said(probability) === null && said(impact) === null) return <Missing>not judged</Missing>;
    return (
      <span className={classes["weight"]}>
        <span className={classes["square"]} data-weight={exposure(fields)} aria-hidden="true" />
        {said(probability) === null
          ? `${said(impact)} impact`
          : `${said(probability)} × ${said(impact) ?? "?"}`}
      </span>
    );
  },
};

/** What stands beside a row's title, by kind of document. */
export const columns: Record<ArtefactKind, readonly Column[]> = {
  raid_log: [words("owner", "Owner", "nobody"), weight, day("due", "Due"), status],
  delivery_state: [long("note", "Note"), day("due", "Due"), day("forecast", "Expected"), status],
  backlog_summary: [
    {
      label: "Ticket",
      width: "7rem",
      show: ({ ticket }) => <span className={classes["id"]}>{said(ticket)}</span>,
    },
    words("status", "Status", "unknown"),
    long("why", "Why it is here"),
  ],
  decision_log: [words("by", "Decided by", "not said"), day("on", "Decided on"), status],
};

/** The text below a row's title. */
export const below: Record<ArtefactKind, string | null> = {
  raid_log: "description",
  delivery_state: null,
  backlog_summary: null,
  decision_log: "decision",
};

/** How it is called when a row is ended. */
export const endVerbs: Partial<Record<ArtefactKind, string>> = {
  raid_log: "Close it",
  delivery_state: "Mark as done",
  decision_log: "Mark as superseded",
};
