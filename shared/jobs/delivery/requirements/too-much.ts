import { requirementLimits, type Requirements } from "../../../domain/delivery/requirement.ts";
import { utf8 } from "../../../platform/bytes.ts";

/**
 * Why what was read is too much for one plan, with the way out; null: it isn't. A step of a workflow keeps a megabyte, and a row of D1
 * two; beside the requirements a plan has its design.
 */
export function tooMuch(read: Requirements): string | null {
  const standing = read.requirements.filter((one) => one.standing !== "gone").length;
  const bytes = utf8(JSON.stringify(read)).length;
  const what =
    standing > requirementLimits.requirements
      ? `${standing} requirements, and one plan has at most ${requirementLimits.requirements}`
      : bytes > requirementLimits.bytes
        ? `requirements with ${bytes} bytes of quotes, and one plan has at most ${requirementLimits.bytes}`
        : null;
  return what === null
    ? null
    : `the documents ask for ${what}: make several deliveries of them, one after the other`;
}
