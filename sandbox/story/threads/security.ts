import { mail, type Thread } from "../thread.ts";

/** Those who look at it before everybody does: testers of security, lawyers, auditors. */
export const security: readonly Thread[] = [
  {
    id: "pentest",
    subject: "Penetration test",
    mails: [
      mail(
        3,
        "10:00",
        "farid",
        ["maya", "lena"],
        `Hello,

I have put you down for {w3mon} to {w3wed}. We need an environment that doesn't change during these days, and two test accounts.`,
      ),
      mail(
        3,
        "10:44",
        "maya",
        ["farid", "lena"],
        `Thank you. We rely on that slot: Nordlicht lets nothing go live without your report.`,
      ),
      mail(
        5,
        "14:30",
        "farid",
        ["maya"],
        `I have bad news. My colleague is ill and I can't do your test alone in the time. The next free slot for both of us is {w5mon} to {w5wed}.`,
      ),
      mail(
        5,
        "15:02",
        "maya",
        ["farid", "lena", "henrike"],
        `That would end two days before the go-live. If you find anything serious we have no time to mend it: a risk that I can't sign off. Is there really nothing earlier?`,
      ),
      mail(
        7,
        "15:40",
        "farid",
        ["maya"],
        `I could get somebody from our Leipzig office for {w4tue} and {w4wed}. Not sure yet.`,
      ),
      mail(
        9,
        "16:18",
        "farid",
        ["maya", "lena"],
        `Leipzig said yes. The test is on {w4tue} and {w4wed}, the report on {w4fri}.`,
      ),
    ],
  },
  {
    id: "consent",
    subject: "Einwilligungstexte",
    mails: [
      mail(
        4,
        "09:15",
        "ines",
        ["henrike", "maya"],
        `Hallo zusammen,

die Texte für Einwilligung und Datenschutz bekommt ihr von mir bis {w2thu:de}. Ohne die darf die Registrierung nicht öffentlich sein, auch nicht für 200 Leute.`,
      ),
      mail(
        4,
        "09:40",
        "maya",
        ["ines", "henrike"],
        `Thank you, Ines. So the registration depends on your texts of {w2thu}; I have noted it, ticket ATL-63.`,
      ),
      mail(
        9,
        "17:05",
        "ines",
        ["henrike", "maya"],
        `Ich brauche noch die Antwort vom Betriebsrat wegen der Auswertung der Klicks. Texte kommen deshalb erst am {w3tue:de}. Das reicht euch jetzt ja, wo die Beta verschoben ist, oder?`,
      ),
      mail(
        9,
        "17:30",
        "maya",
        ["ines", "henrike"],
        `One day before the beta. It has to be enough, but there must be nothing in between.`,
      ),
    ],
  },
  {
    id: "meter-photos",
    subject: "Fotos von Zählern",
    mails: [
      mail(
        5,
        "16:40",
        "jonas",
        ["ines", "henrike"],
        `Customers can photograph their meter instead of typing. How long do we keep the pictures?`,
      ),
      mail(
        6,
        "09:25",
        "ines",
        ["jonas", "henrike"],
        `Nicht länger als nötig. Im Hintergrund sind oft Wohnungen zu sehen. Ich kann mit 90 Tagen leben, das reicht für jede Reklamation.`,
      ),
      mail(
        6,
        "09:58",
        "henrike",
        ["jonas", "ines", "lena"],
        `Decided: photos of meters are deleted after 90 days. Lena, please make that a ticket.`,
      ),
    ],
  },
  {
    id: "region",
    subject: "Where the data lies",
    mails: [
      mail(
        4,
        "10:50",
        "rik",
        ["lena", "maya"],
        `For the backups I would use our second site in Dublin, as we do for most. OK?`,
      ),
      mail(
        4,
        "12:15",
        "ines",
        ["rik", "lena", "maya"],
        `Bitte nicht. In unseren Verträgen mit Kommunen steht, dass alle Daten in Deutschland bleiben.`,
      ),
      mail(
        4,
        "12:50",
        "lena",
        ["rik", "ines", "maya"],
        `Then it is decided: all data stays in Frankfurt, backups too, in the second hall there. Rik, please go on like that.`,
      ),
      mail(4, "13:05", "rik", ["lena", "maya"], `Clear. Second hall it is, same price.`),
    ],
  },
  {
    id: "accessibility",
    subject: "Audit on {w4tue}",
    mails: [
      mail(
        6,
        "10:10",
        "sofia",
        ["maya", "henrike"],
        `I did a dry run of the accessibility audit. We fail at 11 of 40 points, mostly contrast and the keyboard in the meter form. If we do nothing we will not pass on {w4tue}, and a public company may not go live without it. It is a risk, though one that we can work on.`,
        { attachments: ["dry-run.xlsx"] },
      ),
      mail(
        6,
        "10:55",
        "maya",
        ["sofia", "jonas"],
        `Thank you for looking before they do. Jonas, please take the keyboard, Sofia the colours; ATL-130.`,
      ),
      mail(10, "11:30", "sofia", ["maya"], `We are down to 4 of 40. It looks a lot better.`),
    ],
  },
];
