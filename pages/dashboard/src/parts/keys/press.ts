/** A key press, as far as it matters here. */
export interface Press {
  key: string;
  /** Ctrl, Alt or ⌘ is held: then it belongs to the browser. */
  modified: boolean;
  /** The key is held down and comes again by itself. */
  repeated: boolean;
  /** Where the focus is: in words, in a dialog, on something that can be pressed, in the list, or elsewhere. */
  within: "text" | "dialog" | "control" | "list" | "page";
}
