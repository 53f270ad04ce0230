/** Lines that are shown of a file, and characters of each. */
const most = 25;
const longest = 160;

const ofScripts =
  /^\s*(?:export\s+(?:default\s+)?(?:declare\s+)?(?:async\s+)?(?:abstract\s+)?(?:function|class|const|let|var|interface|type|enum|namespace)\b.*|export\s+default\b.*|export\s+(?:type\s+)?[{*].*|(?:module\.)?exports(?:\.[\w$]+)?\s*=.*)$/;
const ofPython = /^(?:(?:async\s+)?def|class)\s+(?!_)\w.*$/;
const ofComponents = /^\s*(?:const\s+(?:props|emit)\b.*=\s*)?define(?:Props|Emits|Expose|Model)\b.*$/;

/** The lines by which a source file says what it offers others, without what comes after their heads. Found by their form alone. */
export function offeredBy(path: string, text: string): string[] {
  const form = path.endsWith(".py") ? ofPython : path.endsWith(".vue") ? ofComponents : ofScripts;
  const found: string[] = [];
  for (const line of text.split("\n")) {
    // No declaration of a person's is so long.
    if (line.length > 2000 || !form.test(line)) continue;
    found.push(headOf(line));
    if (found.length === most) break;
  }
  return found;
}

/** `export function add(a, b) { return a + b; }` → `export function add(a, b)`. A list of names is whole. */
function headOf(line: string): string {
  const plain = line.trim();
  const isList = /^export\s+(?:type\s+)?\{/.test(plain);
  const head = isList ? plain : plain.replace(/\s*(?:\{\s*\}?|=>\s*\{?.*|\{.*|:)$/, "");
  return head.length > longest ? `${head.slice(0, longest)}…`.toWellFormed() : head;
}
