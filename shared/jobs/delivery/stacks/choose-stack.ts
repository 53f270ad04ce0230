import type { StackFacts } from "../../../domain/delivery/stack-facts.ts";
import type { StackId } from "../../../domain/delivery/stack-id.ts";

/** A stack with the reasons for it, in the words of the rules. */
export interface ChosenStack {
  stack: StackId;
  because: string[];
}

/**
 * Which stack software is built on. The documents say what it has to do, rules choose: without a user interface it is an API, in Python
 * where data science or the customer's wish asks for it; an application that keeps data, or needs a server, brings its own; otherwise it
 * lives in the browser alone, in Vue where that is wished for.
 */
export function chooseStack({
  userInterface,
  serverNeeded,
  persistence,
  dataScience,
  preferred,
}: StackFacts): ChosenStack {
  if (userInterface === "none") {
    if (dataScience || preferred === "python")
      return {
        stack: "python_api",
        because: [
          "it has no user interface",
          dataScience ? "data science is at its heart" : "the documents wish for Python",
        ],
      };
    return { stack: "node_api", because: ["it has no user interface", "nothing asks for Python"] };
  }
  const server = [
    ...(serverNeeded ? ["the application needs a server"] : []),
    ...(persistence ? ["it keeps data for more than one person or visit"] : []),
  ];
  if (server.length > 0) {
    const wish =
      preferred === null || preferred === "react" || preferred === "node"
        ? []
        : [
            `the wish for ${preferred === "vue" ? "Vue" : "Python"} can't be met: only React comes with an API of its own`,
          ];
    return { stack: "react_full_stack", because: ["people use it in a browser", ...server, ...wish] };
  }
  const alone = ["people use it in a browser", "it needs no server of its own"];
  return preferred === "vue"
    ? { stack: "vue_spa", because: [...alone, "the documents wish for Vue"] }
    : { stack: "react_spa", because: alone };
}
