import { useForm } from "@mantine/form";
import { useEffect, useState } from "react";
import { rulesSchema } from "../../../../../../shared/jobs/rules.ts";
import { risks } from "../../../../../../shared/domain/boundary.ts";
import type { Fields } from "../../../parts/form/fields.ts";
import { type Problems, problemsIn } from "../../../parts/form/problems.ts";
import { changedKeys, merge } from "../../../parts/form/merge.ts";
import type { Boundary, Rules, RulesSetting } from "../setting.ts";

/** What every part of the rules' form is given. */
export interface Editing {
  rules: Rules;
  fields: Fields;
  boundaries: readonly Boundary[];
  /** The kinds of text that the editorial desk knows. */
  textKinds: readonly string[];
}

/** What is wrong with rules, by field. */
export function rulesProblems(rules: Rules): Problems {
  const late = risks.flatMap((risk) => {
    const { remindHours, expireHours } = rules.patience[risk];
    return expireHours !== null && expireHours <= remindHours
      ? [[`patience.${risk}.expireHours`, "Later than the reminder."]]
      : [];
  });
  return { ...Object.fromEntries(late), ...problemsIn(rulesSchema, rules) };
}

/** The rules while somebody edits them. Without an edit they are shown as they count. */
export function useRulesEdit(latest: RulesSetting) {
  /** What the form grew from, and what somebody else changed too; the form has its own value there. */
  const [{ base, clashes }, setGround] = useState<{ base: RulesSetting; clashes: (keyof Rules)[] }>({
    base: latest,
    clashes: [],
  });
  const form = useForm<Rules>({
    initialValues: latest.value,
    validate: rulesProblems,
    validateInputOnChange: true,
  });
  const { setInitialValues, reset } = form;
  const changed = changedKeys(base.value, form.values);
  const isBehind = latest.version > base.version;
  const isUntouched = changed.length === 0;
  // What has just been saved is shown until it is read back.
  const isStale = isUntouched && latest !== base && latest.version >= base.version;
  useEffect(() => {
    if (!isStale) return;
    setInitialValues(latest.value);
    reset();
    setGround({ base: latest, clashes: [] });
  }, [latest, isStale, setInitialValues, reset]);
  const show = (value: Rules): void => {
    setInitialValues(value);
    reset();
  };
  return {
    form,
    base,
    clashes,
    /** The members that the form has otherwise than its base. */
    changed,
    isBehind: isBehind && !isUntouched,
    discard: () => {
      show(latest.value);
      setGround({ base: latest, clashes: [] });
    },
    /** Puts the form on top of what somebody else has saved. */
    load: () => {
      const { merged, clashes: both } = merge(base.value, form.values, latest.value);
      show(merged);
      setGround({ base: latest, clashes: both });
    },
    saved: (value: Rules, version: number) => setGround({ base: { ...base, value, version }, clashes: [] }),
  };
}
