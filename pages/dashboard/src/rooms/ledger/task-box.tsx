import { TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useAddress } from "../../parts/use-address.ts";

/** Narrows the ledger to one task, by its whole id: when it is entered, or when the box is left. */
export function TaskBox(): ReactElement {
  const { get, set } = useAddress();
  const task = get("task") ?? "";
  const [typed, setTyped] = useState(task);
  const [seen, setSeen] = useState(task);
  if (seen !== task) {
    setSeen(task);
    setTyped(task);
  }
  const enter = (): void => {
    if (typed.trim() !== task) set({ task: typed.trim() });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        enter();
      }}
    >
      <TextInput
        type="search"
        label="Task"
        placeholder="A task's id"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          // The box's own cross empties it, and no Enter follows.
          if (event.currentTarget.value === "") set({ task: null });
        }}
        onBlur={enter}
      />
    </form>
  );
}
