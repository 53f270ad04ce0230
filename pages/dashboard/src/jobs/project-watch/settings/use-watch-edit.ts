import { useForm } from "@mantine/form";
import { useEffect, useState } from "react";
import { changedKeys, isSame, merge } from "../../../parts/form/merge.ts";
import type { Rules, RulesSetting } from "../../../rooms/settings/setting.ts";
import { type WatchDraft, watchDraft, watchProblems, watchRulesOf } from "./watch-draft.ts";
import { lookUp } from "../../../../../../shared/platform/look-up.ts";

/** A project's watch while somebody edits it, on the ground of the rules as they were when the edit began. */
export function useWatchEdit(latest: RulesSetting, project: string) {
  const theirs = lookUp(latest.value.projectWatch, project);
  const [base, setBase] = useState(theirs);
  const [clashes, setClashes] = useState<(keyof WatchDraft)[]>([]);
  const form = useForm<WatchDraft>({
    initialValues: watchDraft(base),
    validate: watchProblems,
    validateInputOnChange: true,
  });
  const { setValues, clearErrors } = form;
  const changed = changedKeys(watchDraft(base), form.values);
  const isUntouched = changed.length === 0;
  const hasMoved = !isSame(base, theirs);
  useEffect(() => {
    if (!hasMoved || !isUntouched) return;
    setBase(theirs);
    setValues(watchDraft(theirs));
    clearErrors();
  }, [hasMoved, isUntouched, theirs, setValues, clearErrors]);
  return {
    form,
    /** The members that the form has otherwise than its base. */
    changed,
    clashes,
    /** Somebody else has changed this watch meanwhile. */
    isBehind: hasMoved && !isUntouched,
    theirs: watchDraft(theirs),
    discard: () => {
      setBase(theirs);
      setClashes([]);
      setValues(watchDraft(theirs));
      clearErrors();
    },
    /** Puts the form on top of what somebody else has saved. */
    load: () => {
      const { merged, clashes: both } = merge(watchDraft(base), form.values, watchDraft(theirs));
      setBase(theirs);
      setClashes(both);
      setValues(merged);
    },
    take: (key: keyof WatchDraft) => {
      form.setValues({ [key]: watchDraft(theirs)[key] });
      setClashes((before) => before.filter((one) => one !== key));
    },
    saved: (draft: WatchDraft) => {
      setBase(watchRulesOf(draft));
      setClashes([]);
    },
  };
}

/** The rules with a project's watch in its place; null takes it out. */
export function withWatch(rules: Rules, project: string, draft: WatchDraft | null): Rules {
  const { [project]: _before, ...others } = rules.projectWatch;
  return {
    ...rules,
    projectWatch: draft === null ? others : { ...rules.projectWatch, [project]: watchRulesOf(draft) },
  };
}
