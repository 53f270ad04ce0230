import { classify } from "./classify.ts";
import { elementsIn, signalsIn } from "./read.ts";

/** Thinks once more about the same facts: keeps what was found, once for each target, and says who speaks for it. */
export function reason(prompt: string): unknown {
  const { actions, changes } = classify(prompt);
  const authors = [...new Set(signalsIn(prompt).map(({ author }) => author))];
  const question = elementsIn(prompt, "question")[0]?.text ?? "it";
  const seen = new Set<string>();
  return {
    conclusion: `${authors.join(" and ")} speak of it (${question.slice(0, 150)}). This is the sandbox's stand-in: it has weighed nothing.`,
    actions: actions.filter(({ kind, ticket, entry, people }) => {
      const key = JSON.stringify([kind, ticket, entry, people]);
      return seen.has(key) ? false : seen.add(key);
    }),
    changes,
  };
}
