import { mail, type Thread } from "../thread.ts";

/** What everybody took for granted about the map, and what the contract says. */
export const licence: readonly Thread[] = [
  {
    id: "map-licence",
    subject: "Map on the outage page",
    mails: [
      mail(
        2,
        "16:20",
        "jonas",
        ["maya", "henrike"],
        `For the outage map I use Tilewerk, as in the old staff portal. I assume that Nordlicht's licence covers the new portal as well, it is the same company after all.`,
      ),
      mail(
        3,
        "08:50",
        "maya",
        ["nadine"],
        `Dear Ms Roth,

we build the new customer portal of Nordlicht Energie and use your maps on its public outage page. Can you confirm that contract TW-1187 covers that?`,
        { cc: ["henrike"] },
      ),
      mail(
        6,
        "10:33",
        "nadine",
        ["maya"],
        `Sehr geehrte Frau Ortiz,

der Vertrag TW-1187 umfasst nur interne Arbeitsplätze, höchstens 50 benannte Nutzer. Ein öffentlicher Auftritt ist nicht abgedeckt. Die Lizenz "Öffentlich" kostet 18.400 Euro im Jahr; ein Angebot liegt bei.

Bis dahin bitten wir Sie, unsere Karten nicht öffentlich zu zeigen.`,
        { attachments: ["Angebot TW-Oeffentlich.pdf"] },
      ),
      mail(
        6,
        "11:10",
        "maya",
        ["henrike", "jonas", "carla"],
        `Our assumption about the map was wrong: the licence is for 50 internal users and does not cover a public page. The one that would costs 18,400 euros a year. We may not show the map in the beta as it is. (What Ms Roth wrote is below.)`,
        { subject: "FW: Map on the outage page" },
      ),
      mail(
        7,
        "09:05",
        "henrike",
        ["maya", "jonas"],
        `I asked: there is no budget for that this year. What can we do?`,
      ),
      mail(
        7,
        "09:58",
        "jonas",
        ["henrike", "maya"],
        `There is an open map, and Kestrel could host its tiles for us. About three days of work, and it looks a bit plainer.`,
      ),
      mail(
        8,
        "09:40",
        "maya",
        ["henrike", "jonas", "rik"],
        `Decision, agreed with Henrike on the phone: we drop Tilewerk and take the open map, with tiles hosted by Kestrel. Jonas starts today.`,
      ),
      mail(8, "09:52", "rik", ["maya", "jonas"], `Fine with us, we have done that for others.`),
    ],
  },
  {
    id: "font-licence",
    subject: "Licence of the house font",
    mails: [
      mail(
        4,
        "11:30",
        "sofia",
        ["uwe"],
        `Hello Uwe, after the talk about the maps I got nervous: does your licence for the house font cover the web?`,
      ),
      mail(
        5,
        "10:12",
        "uwe",
        ["sofia"],
        `Geprüft: ja, Web und App, ohne Obergrenze. Vertrag liegt hier im Ordner.`,
      ),
      mail(5, "10:20", "sofia", ["uwe"], `Wonderful, then there is nothing to do. Thank you!`),
    ],
  },
  {
    id: "papersail-invoice",
    subject: "Invoice 2291",
    mails: [
      mail(
        4,
        "09:00",
        "giulia",
        ["carla"],
        `Dear Carla, attached is the invoice of this quarter. Same amount as always.`,
        { attachments: ["invoice-2291.pdf"] },
      ),
      mail(4, "11:44", "carla", ["giulia"], `Received, it will be paid with the next run.`),
    ],
  },
];
