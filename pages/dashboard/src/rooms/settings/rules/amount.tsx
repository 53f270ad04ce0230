import { NumberInput } from "@mantine/core";
import type { ReactElement } from "react";

/** A number of a form; NaN stands for an empty field. */
export function Amount({
  label,
  description,
  value,
  onChange,
  error,
  readOnly,
  placeholder,
  suffix,
  whole = false,
}: {
  label: string;
  description?: string;
  value: number;
  onChange: (value: number) => void;
  error: string | undefined;
  readOnly: boolean;
  placeholder?: string;
  suffix?: string;
  whole?: boolean;
}): ReactElement {
  return (
    <NumberInput
      label={label}
      {...(description === undefined ? {} : { description })}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(suffix === undefined ? {} : { suffix })}
      value={Number.isNaN(value) ? "" : value}
      onChange={(next) => onChange(next === "" ? Number.NaN : Number(next))}
      error={error}
      readOnly={readOnly}
      hideControls={readOnly}
      allowDecimal={!whole}
      allowNegative={false}
    />
  );
}
