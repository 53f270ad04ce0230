import { NativeSelect } from "@mantine/core";
import type { ReactElement } from "react";
import { useAddress } from "./use-address.ts";

/** Narrows a list to one value, which the address keeps under `name`. */
export function Filter({
  name,
  label,
  all,
  options,
}: {
  name: string;
  label: string;
  /** The words for no choice. */
  all: string;
  options: readonly { value: string; label: string }[];
}): ReactElement {
  const { get, set } = useAddress();
  const chosen = get(name) ?? "";
  const isKnown = chosen === "" || options.some(({ value }) => value === chosen);
  return (
    <NativeSelect
      label={label}
      value={chosen}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
      data={[{ value: "", label: all }, ...options, ...(isKnown ? [] : [{ value: chosen, label: chosen }])]}
    />
  );
}
