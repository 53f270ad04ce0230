import { useEffect, useRef } from "react";
import { type Command, commandOf, type Press } from "./shortcuts.ts";

/** Listens to the keyboard for as long as it is shown. What nobody handles is left to the browser. */
export function useShortcuts(handlers: Partial<Record<Command, () => void>>): void {
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const command = commandOf({
        key: event.key,
        modified: event.ctrlKey || event.metaKey || event.altKey,
        repeated: event.repeat,
        within: placeOf(event.target),
      });
      const handle = command === null ? undefined : current.current[command];
      if (handle === undefined) return;
      event.preventDefault();
      handle();
    };
    // Before anybody else: when a dialog has heard Escape it is gone, and the key would be taken for ours.
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, []);
}

function placeOf(target: EventTarget | null): Press["within"] {
  // A dialog may be open while the focus is still elsewhere.
  if (document.querySelector('[role="dialog"], [role="menu"]')) return "dialog";
  if (!(target instanceof Element)) return "page";
  if (target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable="true"]'))
    return "text";
  if (target.closest("[data-inbox-list]")) return "list";
  return target.closest('a, button, input, summary, [role="tab"]') ? "control" : "page";
}
