/** What stands in every text of the sandbox's stand-in for Claude that has room for it: no text is told from another by it. */
export const label =
  "This text was put together by the sandbox's stand-in for Claude from the words of the brief. No model wrote it.";

/** The same where room is tight. */
export const shortLabel = "Put together by the sandbox's stand-in for Claude; no model wrote it.";
