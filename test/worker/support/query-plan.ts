/** Walking along an index from its end, for one page, is no scan, nor is asking the index of texts for its matches. */
export function isScan(detail: string, query: string): boolean {
  if (/^SCAN task_search (?:EXISTS )?VIRTUAL TABLE INDEX \d+:\S*M/.test(detail)) return false;
  // What was handed in is no table, and neither is the newest change of one setting, what waits, put together, or the newest few of
  // something. Accounts are one a service, and what is asked for itself is one a source.
  if (
    !/^SCAN (?!CONSTANT|\(subquery-\d+\)$|json_each |(?:PEOPLE|RULES|BUDGETS|connections|asked|newest|places|polls|fixes USING INDEX fixes_one_open)$)/.test(
      detail,
    )
  )
    return false;
  return !(detail.includes("USING INDEX") && !/ where /i.test(query) && / limit /i.test(query));
}

/** A page of tasks must not sort all that its filter lets through, nor the archive all that is over. */
export function isTaskList(query: string): boolean {
  return (
    /coalesce\("tasks"."archived", .* limit /i.test(query) ||
    /"waiting_for".* from .*tasks.* limit /i.test(query)
  );
}
