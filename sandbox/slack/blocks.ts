import { isObject, type JsonObject } from "../json.ts";

/** Slack's limits on what a message or modal may hold (Block Kit reference). Null: all is well. */
export function blocksProblem(blocks: unknown): string | null {
  if (!Array.isArray(blocks) || blocks.length > 50 || !blocks.every(isObject)) return "invalid_blocks";
  return blocks.some((block) => !blockFits(block)) ? "invalid_blocks" : null;
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
  if (typeof block["type"] !== "string" || !knownTypes.has(block["type"])) return false;
  if (block["type"] === "header") return textFits(block["text"], 150);
  if (block["type"] === "section") return block["text"] === undefined || textFits(block["text"], 3000);
  if (block["type"] === "actions") {
    const elements = block["elements"];
    return (
      Array.isArray(elements) && elements.length >= 1 && elements.length <= 25 && elements.every(buttonFits)
    );
  }
  return true;
}

function textFits(text: unknown, limit: number): boolean {
  return (
    isObject(text) &&
    typeof text["text"] === "string" &&
    text["text"].length >= 1 &&
    text["text"].length <= limit
  );
}

function buttonFits(element: unknown): boolean {
  if (!isObject(element)) return false;
  const value = element["value"];
  return (
    element["type"] !== "button" ||
    (textFits(element["text"], 75) &&
      (value === undefined || (typeof value === "string" && value.length <= 2000)))
  );
}

/** What is wrong with a modal; null when nothing is. */
export function viewProblem(view: unknown): string | null {
  if (!isObject(view) || view["type"] !== "modal") return "invalid_arguments";
  const metadata = view["private_metadata"];
  if (!textFits(view["title"], 24) || (typeof metadata === "string" && metadata.length > 3000))
    return "invalid_arguments";
  return blocksProblem(view["blocks"]);
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
