import { isObject, type JsonObject } from "../json.ts";

/** So much text all blocks of a message may have together; Slack says only that there is a limit. */
export const allText = 12_000;

/** Slack's limits on what a message may hold (Block Kit reference). Null: all is well. */
export function blocksProblem(blocks: unknown, most: { blocks: number; text: number }): string | null {
  if (!Array.isArray(blocks) || blocks.length > most.blocks || !blocks.every(isObject))
    return "invalid_blocks";
  const names = blocks.flatMap((block) => (typeof block["block_id"] === "string" ? block["block_id"] : []));
  if (new Set(names).size < names.length) return "invalid_blocks";
  if (blocks.some((block) => !blockFits(block))) return "invalid_blocks";
  return textIn(blocks) > most.text ? "msg_blocks_too_long" : null;
}

/** How much text there is in blocks, whatever shows it. */
function textIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + textIn(one), 0);
  if (!isObject(value)) return 0;
  const own = typeof value["text"] === "string" ? value["text"].length : 0;
  return Object.values(value).reduce<number>((sum, one) => sum + textIn(one), own);
}

const knownTypes = new Set([
  "header",
  "section",
  "context",
  "divider",
  "actions",
  "input",
  "image",
  "rich_text",
]);

function blockFits(block: JsonObject): boolean {
  const { type, block_id: name, text, elements, fields } = block;
  if (typeof type !== "string" || !knownTypes.has(type)) return false;
  if (typeof name === "string" && name.length > 255) return false;
  switch (type) {
    case "header":
      return textFits(text, 150);
    case "section":
      return (
        (text !== undefined || fields !== undefined) &&
        (text === undefined || textFits(text, 3000)) &&
        (fields === undefined || listFits(fields, 10, (one) => textFits(one, 2000)))
      );
    case "context":
      return listFits(
        elements,
        10,
        (one) => !isObject(one) || one["type"] === "image" || textFits(one, 3000),
      );
    case "actions":
      return listFits(elements, 25, buttonFits);
    case "input":
      return inputFits(block);
    default:
      return true;
  }
}

function listFits(list: unknown, most: number, fits: (one: unknown) => boolean): boolean {
  return Array.isArray(list) && list.length >= 1 && list.length <= most && list.every(fits);
}

function inputFits({ label, hint, element }: JsonObject): boolean {
  const longest = isObject(element) ? (element["max_length"] ?? 3000) : 3000;
  return (
    textFits(label, 2000) &&
    (hint === undefined || textFits(hint, 2000)) &&
    typeof longest === "number" &&
    longest <= 3000
  );
}

function textFits(text: unknown, limit: number): boolean {
  return (
    isObject(text) &&
    typeof text["text"] === "string" &&
    text["text"].length >= 1 &&
    text["text"].length <= limit
  );
}

function isShort(value: unknown, most: number): boolean {
  return value === undefined || (typeof value === "string" && value.length <= most);
}

function buttonFits(element: unknown): boolean {
  if (!isObject(element)) return false;
  if (element["type"] !== "button") return true;
  const { value, url, action_id: name } = element;
  return textFits(element["text"], 75) && isShort(value, 2000) && isShort(url, 3000) && isShort(name, 255);
}

/** What is wrong with a modal; null when nothing is. */
export function viewProblem(view: unknown): string | null {
  if (!isObject(view) || view["type"] !== "modal") return "invalid_arguments";
  const metadata = view["private_metadata"];
  if (typeof metadata === "string" && metadata.length > 3000) return "invalid_arguments";
  const titles = ["title", "submit", "close"].filter((name) => name === "title" || view[name] !== undefined);
  if (titles.some((name) => !textFits(view[name], 24))) return "invalid_arguments";
  return blocksProblem(view["blocks"], { blocks: 100, text: Infinity });
}

/** The buttons of a message, by action id. */
export function buttonOf(
  blocks: readonly JsonObject[],
  actionId: string,
  /** Where it stands, if several have it. */
  blockId?: string,
): { block_id: string; element: JsonObject } | null {
  for (const block of blocks) {
    if (blockId !== undefined && block["block_id"] !== blockId) continue;
    const elements = block["type"] === "actions" && Array.isArray(block["elements"]) ? block["elements"] : [];
    const element = elements.filter(isObject).find((one) => one["action_id"] === actionId);
    if (element) return { block_id: typeof block["block_id"] === "string" ? block["block_id"] : "", element };
  }
  return null;
}
