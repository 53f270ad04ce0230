import { Select } from "@mantine/core";
import type { ReactElement } from "react";
import { zones } from "./zone.ts";

/** A time zone, found by a part of its name. */
export function ZoneField({
  label,
  description,
  value,
  onChange,
  more = [],
}: {
  label: string;
  description?: string;
  value: string;
  onChange: (zone: string) => void;
  /** Zones that come first. */
  more?: readonly string[];
}): ReactElement {
  return (
    <Select
      label={label}
      description={description}
      data={[...new Set([...more, value, "UTC", ...zones])]}
      value={value}
      onChange={(zone) => zone !== null && onChange(zone)}
      searchable
      allowDeselect={false}
      limit={50}
    />
  );
}
