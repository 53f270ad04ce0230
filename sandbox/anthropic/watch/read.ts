/** A signal as a prompt of the watch shows it. */
export interface Shown {
  id: string;
  about: Record<string, string>;
  author: string;
  title: string;
  words: string;
  attachments: string[];
  facts: { category: string; text: string }[];
}

/** The signals of a prompt. */
export function signalsIn(prompt: string): Shown[] {
  return Array.from(
    prompt.matchAll(/<signal id="(s\d+)">\n([\s\S]*?)\n<\/signal>/g),
    ([, id = "", body = ""]) => ({
      id,
      about: attributesOf(/<about([^>]*)>/.exec(body)?.[1] ?? ""),
      author: inner(body, "author"),
      title: inner(body, "title"),
      words: inner(body, "words"),
      attachments: Array.from(body.matchAll(/<attachment>([^<]*)<\/attachment>/g), ([, name = ""]) => name),
      facts: Array.from(
        body.matchAll(/<fact category="(\w+)">([^<]*)<\/fact>/g),
        ([, category = "", text = ""]) => ({ category, text }),
      ),
    }),
  );
}

function inner(body: string, tag: string): string {
  return new RegExp(`<${tag}>\\n?([^<]*?)\\n?</${tag}>`).exec(body)?.[1] ?? "";
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(text.matchAll(/([\w-]+)="([^"]*)"/g), ([, name = "", value = ""]) => [name, value]),
  );
}

/** Elements of one kind that have attributes and a text. */
export function elementsIn(
  prompt: string,
  tag: string,
): { attributes: Record<string, string>; text: string }[] {
  return Array.from(
    prompt.matchAll(new RegExp(`<${tag}((?: [\\w-]+="[^"]*")*)>\\n?([^<]*?)\\n?</${tag}>`, "g")),
    ([, all = "", text = ""]) => ({
      attributes: attributesOf(all),
      text,
    }),
  );
}

/** An entry of a document, as a line of the prompt shows it. */
export interface ShownEntry {
  artefact: string;
  id: string;
  name: string;
  fields: Record<string, string>;
}

export function entriesIn(prompt: string): ShownEntry[] {
  return elementsIn(prompt, "entries").flatMap(({ attributes, text }) =>
    text.split("\n").flatMap((line) => {
      const found = /^([A-Z]-\d+|head)(?: "((?:[^"\\]|\\.)*)")?(.*)$/.exec(line);
      if (!found) return [];
      const [, id = "", name = "", rest = ""] = found;
      const fields = Object.fromEntries(
        Array.from(rest.matchAll(/ ([a-z]+)\*?="((?:[^"\\]|\\.)*)"/gi), ([, key = "", value = ""]) => [
          key,
          value,
        ]),
      );
      return [{ artefact: attributes["artefact"] ?? "", id, name, fields }];
    }),
  );
}
