import { TextInput } from "@mantine/core";
import { type ReactElement, useEffect, useState } from "react";
import { soughtWords } from "../../parts/address.ts";
import { useAddress } from "../../parts/use-address.ts";

/** How long somebody who types is left alone, milliseconds. */
const pauseMs = 300;

/** Looks for words. The address follows what is typed, and what is typed follows Back. */
export function SearchBox({ hint }: { hint: string }): ReactElement {
  const { get, set } = useAddress();
  const sought = get("q") ?? "";
  const [typed, setTyped] = useState(sought);
  const [seen, setSeen] = useState(sought);
  if (seen !== sought) {
    setSeen(sought);
    if (soughtWords(typed) !== sought) setTyped(sought);
  }
  const next = soughtWords(typed);
  useEffect(() => {
    if (next === sought) return undefined;
    // The first search is a step that Back undoes; its refinements are the same step.
    const timer = setTimeout(() => set({ q: next }, { replace: sought !== "" }), pauseMs);
    return () => clearTimeout(timer);
  }, [next, sought, set]);
  const isShort = typed.trim() !== "" && next === "";
  return (
    <TextInput
      type="search"
      label="Search"
      placeholder={isShort ? undefined : hint}
      description={isShort ? "Three characters or more" : undefined}
      inputWrapperOrder={["label", "input", "description", "error"]}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      maxLength={100}
    />
  );
}
