import { useEffect, useRef } from "react";
import type { Press } from "./press.ts";

/**
 * Listens to the keyboard for as long as it is shown. What nobody handles is left to the browser.
 * @param commandOf says what a press asks for in the room; it stays the same.
 */
export function useKeys<C extends string>(
  commandOf: (press: Press) => C | null,
  handlers: Partial<Record<C, () => void>>,
): void {
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
  }, [commandOf]);
}

function placeOf(target: EventTarget | null): Press["within"] {
  // A dialog may be open while the focus is still elsewhere.
  if (document.querySelector('[role="dialog"], [role="menu"]')) return "dialog";
  if (!(target instanceof Element)) return "page";
  if (target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable="true"]'))
    return "text";
  if (target.closest("[data-key-list]")) return "list";
  return target.closest('a, button, input, summary, [role="tab"]') ? "control" : "page";
}
