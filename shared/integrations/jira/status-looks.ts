import type { Status } from "./schema.ts";

/*
 * What a status stands for, by what teams call it: Jira knows three categories and no more, and counts what was given up as done.
 */
const givenUp =
  /(?<!\p{L})(?:won['’]?t|will not|not (?:a bug|doing|planned|needed|reproducible)|can(?:no|['’])t reproduce|reject|declin|den(?:y|ied)|cancel|abandon|duplicate|invalid|obsolete|withdrawn|abgelehnt|verworfen|abgebrochen|storniert|zurückgezogen|rejet|refus|annul|abandonn|sans suite|rechaz|descart|anulad|duplicad|rejeitad|rifiutat|scartat|afgewezen|geannuleerd|vervallen|odrzucon|anulowan|отклон|отмен|дубл|却下|キャンセル|已取消|拒绝)/iu;
const heldUp =
  /(?<!\p{L})(?:block|hold|stuck|wait|paus|pending|reopen|backlog|fail|wartet|wartend|blockiert|angehalten|zurückgestellt|bloqu|en attente|en pause|en pausa|en espera|suspend|reporté|em espera|bloccat|in attesa|sospes|geblokkeerd|wacht|zablokowan|oczekuj|wstrzyman|заблок|ожида|приостан|保留|待ち|阻塞|暂停)/iu;

/** Whether it looks as if the work was given up. */
export function looksGivenUp({ name }: Status): boolean {
  return givenUp.test(name);
}

/** Whether it looks as if the work doesn't go on there. */
export function looksHeldUp({ name }: Status): boolean {
  return heldUp.test(name);
}

/** Whether work that is there is done, and not given up. */
export function looksDone(status: Status): boolean {
  return status.statusCategory?.key === "done" && !looksGivenUp(status);
}

const order = ["new", "indeterminate", "done"];

/** How far along it is; null: Jira doesn't say. */
export function rankOf({ statusCategory }: Status): number | null {
  const rank = order.indexOf(statusCategory?.key ?? "");
  return rank === -1 ? null : rank;
}
