import type { ReactElement } from "react";
import { specsOf } from "../../../parts/artefact/field-specs.ts";
import { Filter } from "../../../parts/filter.tsx";
import { spoken } from "../../../parts/words.ts";
import { type Document, rowsOf } from "./documents.ts";

/** The filters that a document's rows have fields for. */
export function DocumentFilters({ document }: { document: Document }): ReactElement {
  const specs = specsOf(document.kind, "");
  const optionsOf = (name: string) =>
    specs.find((spec) => spec.name === name)?.options.map((value) => ({ value, label: spoken(value) }));
  const [types, statuses] = [optionsOf("type") ?? [], optionsOf("status") ?? []];
  const owners = [
    ...new Set(
      rowsOf(document).flatMap(({ fields: { owner } }) => (typeof owner === "string" ? [owner] : [])),
    ),
  ].toSorted((a, b) => a.localeCompare(b));
  return (
    <>
      {types.length > 0 && <Filter name="type" label="Type" all="Any type" options={types} />}
      {statuses.length > 0 && (
        <Filter
          name="status"
          label="Status"
          all="What is not over"
          options={[{ value: "all", label: "All, what is over too" }, ...statuses]}
        />
      )}
      {owners.length > 0 && (
        <Filter
          name="owner"
          label="Owner"
          all="Any owner"
          options={owners.map((value) => ({ value, label: value }))}
        />
      )}
    </>
  );
}
