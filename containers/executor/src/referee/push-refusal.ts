/** What git says when the branch is simply elsewhere than it was thought to be. */
const moved =
  /! \[rejected\]|non-fast-forward|fetch first|stale info|cannot lock ref|failed to update ref|incorrect old value/;
/** What it says when it may not write at all. */
const denied = /\[remote rejected\]|requested URL returned error: 403|Permission to \S+ denied/;
const reason = /! \[remote rejected\] [^\n(]*\((.+)\)/;
/** Lines of the remote's that carry nothing. */
const idle = /^(?:|(?:Resolving deltas|Counting objects|Compressing objects|Processing changes).*)$/;

export type PushFailure = { kind: "moved" } | { kind: "refused"; words: string } | { kind: "unknown" };

/**
 * Why a push failed, by what git has written: somebody was faster, or the remote refuses it by a rule or for a missing
 * permission, in its own words. What is refused so would be refused again.
 */
export function pushFailure(written: string): PushFailure {
  const by = reason.exec(written)?.[1];
  if (moved.test(by ?? written)) return { kind: "moved" };
  if (!denied.test(written)) return { kind: "unknown" };
  const said = written
    .split("\n")
    .flatMap((line) => /^(?:git push failed: )?remote:(.*)$/.exec(line)?.[1]?.trim() ?? [])
    .filter((line) => !idle.test(line));
  const words = [...said, ...(by === undefined ? [] : [by])].join("\n");
  return { kind: "refused", words: words === "" ? written.trim() : words };
}
