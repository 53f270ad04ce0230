import { describe, expect, it } from "vitest";
import { looksDone, looksGivenUp, looksHeldUp } from "../../../../shared/integrations/jira/status-looks.ts";

const done = (name: string) => ({ id: "1", name, statusCategory: { key: "done" } });

describe("a status of Jira's, by what teams call it", () => {
  it.each([
    "Won't Do",
    "Cancelled",
    "Abgelehnt",
    "Annulé",
    "Rejeté",
    "Rechazado",
    "Cancelado",
    "Rifiutato",
    "Geannuleerd",
    "Отклонено",
    "却下",
  ])("is given up and no end of the work: %s", (name) => {
    expect(looksGivenUp(done(name))).toBe(true);
    expect(looksDone(done(name))).toBe(false);
  });

  it.each([
    "Blocked",
    "On hold",
    "Blockiert",
    "Bloqué",
    "En attente",
    "En espera",
    "Bloccato",
    "Wacht op klant",
    "Заблокировано",
    "保留中",
  ])("doesn't go on there: %s", (name) => {
    expect(looksHeldUp(done(name))).toBe(true);
  });

  it.each([
    "Done",
    "Erledigt",
    "Terminé",
    "Hecho",
    "Concluído",
    "Fatto",
    "Gereed",
    "Готово",
    "完了",
    "Released",
    "In Review",
    "Unblocked",
  ])("is neither: %s", (name) => {
    expect([looksGivenUp(done(name)), looksHeldUp(done(name))]).toEqual([false, false]);
  });
});
