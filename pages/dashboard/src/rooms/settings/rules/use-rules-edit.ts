import { useState } from "react";
import { changedKeys, isSame, merge } from "../merge.ts";
import type { Rules, RulesSetting } from "../setting.ts";

interface Edit {
  /** What the draft grew from. */
  base: RulesSetting;
  draft: Rules;
  /** What somebody else changed too; the draft has its own value there. */
  clashes: (keyof Rules)[];
}

/** The rules while somebody edits them. Without an edit they are shown as they count. */
export function useRulesEdit(latest: RulesSetting) {
  const [edit, setEdit] = useState<Edit | null>(null);
  const isDirty = edit !== null && !isSame(edit.base.value, edit.draft);
  // What has just been saved is shown until it is read back.
  const isShown = edit !== null && (isDirty || latest.version < edit.base.version);
  const current = isShown ? edit : { base: latest, draft: latest.value, clashes: [] };
  const { base, draft, clashes } = current;
  return {
    base,
    draft,
    clashes,
    /** The members that the draft has otherwise than its base. */
    changed: changedKeys(base.value, draft),
    isBehind: isDirty && latest.version > base.version,
    setDraft: (next: Rules) => setEdit({ ...current, draft: next }),
    discard: () => setEdit(null),
    /** Puts the draft on top of what somebody else has saved. */
    load: () => {
      const { merged, clashes: both } = merge(base.value, draft, latest.value);
      setEdit({ base: latest, draft: merged, clashes: both });
    },
    saved: (version: number) => setEdit({ base: { ...base, value: draft, version }, draft, clashes: [] }),
  };
}
