import { repositoryName } from "../../domain/repository.ts";

const mark = /(?:^|[\s(])repo(?:sitory)?:\s?([^\s,;]+)/i;
/** What people put around a name, and behind it. */
const around = /^["'`<*(]+|[)>"'`*.!?:]+$/g;

/** The repository that somebody names as `repo:owner/name` or by its address among other words, and the words without that. */
export function namedRepository(text: string): { repository: string | null; rest: string } {
  const found = mark.exec(text);
  const [plain = ""] = (found?.[1] ?? "").replaceAll(around, "").split("|");
  const place = /^https?:\/\/[\w.-]+(?::\d+)?\/([^/]+\/[^/?#]+)/.exec(plain)?.[1];
  const named = repositoryName.safeParse((place ?? plain).replace(/\.git$/, ""));
  if (found === null || !named.success) return { repository: null, rest: text };
  const { index } = found;
  const rest = `${text.slice(0, index)}${text.slice(index + found[0].length)}`;
  return { repository: named.data, rest: rest.replace(/^\s*[,;]/, "").trim() };
}
