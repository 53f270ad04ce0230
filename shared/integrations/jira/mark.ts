/** The entity property that marks a comment as the effect of an action. */
export const markKey = "signalbox.action";
