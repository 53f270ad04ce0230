import { mail, type Thread } from "../thread.ts";

/** Bills as documents: an outside supplier, and what its software can't open. */
export const documents: readonly Thread[] = [
  {
    id: "sdk4",
    subject: "Papersail SDK 4",
    mails: [
      mail(
        2,
        "12:05",
        "giulia",
        ["jonas", "maya"],
        `Hi Jonas,

good news: SDK 4 reads archive files, which is what you need for the bills. You will have it on {w2wed}. I would not start with version 3 any more.`,
      ),
      mail(
        2,
        "12:40",
        "jonas",
        ["giulia", "maya"],
        `Great. We depend on that then: the bill viewer (ATL-57) can't show anything older than this year until SDK 4 is here.`,
      ),
      mail(
        8,
        "17:20",
        "giulia",
        ["jonas"],
        `Hi Jonas, SDK 4 needs one more night, our signing service is slow today. Tomorrow morning, promised.`,
        { quotes: false },
      ),
      mail(
        9,
        "08:30",
        "giulia",
        ["jonas", "maya"],
        `SDK 4.0.0 is in your download area. Release notes attached.`,
        { attachments: ["sdk-4.0.0-notes.txt"] },
      ),
      mail(
        9,
        "09:10",
        "jonas",
        ["giulia", "maya"],
        `Got it, it builds. Thanks for keeping the word, more or less.`,
      ),
    ],
  },
  {
    id: "old-bills",
    subject: "Bills before 2019 are blank",
    mails: [
      mail(
        6,
        "14:48",
        "marek",
        ["jonas", "lena", "giulia"],
        `Problem with the bill viewer: everything that was printed before 2019 comes out as blank pages. In my sample that is 14 percent of all documents. Steps are in ATL-131.`,
        { attachments: ["blank-bill.png"] },
      ),
      mail(
        7,
        "08:35",
        "giulia",
        ["marek", "jonas"],
        `I looked at your samples. Those bills were made with fonts that are not inside the file. We can map them, but that is a project of four weeks on our side, and it would have to be ordered.`,
      ),
      mail(
        7,
        "10:25",
        "katja",
        ["henrike"],
        `Hallo Henrike, alte Rechnungen werden vor allem im Frühjahr für die Steuer gebraucht. Jetzt ruft deswegen kaum jemand an, vielleicht fünf in der Woche.`,
      ),
      mail(
        7,
        "13:30",
        "henrike",
        ["marek", "jonas", "maya", "katja"],
        `Then we decide it like this: bills from before 2019 are not in the portal for now. The page says so, and whoever needs one gets it from customer service. We look at it again in January.`,
        { quotes: false },
      ),
      mail(7, "13:41", "jonas", ["henrike", "marek"], `Works for me, I hide them.`),
    ],
  },
  {
    id: "sdk3-end",
    subject: "End of support for SDK 3",
    mails: [
      mail(
        8,
        "06:12",
        "giulia",
        ["maya"],
        `Dear partner,

please note that support for SDK 3 ends on {w4fri}. After that day signed documents that were made with version 3 can no longer be checked by our servers. Apps that still use it should be moved before. If your staff tools use it too, please tell their owners.

(Our mail server had a bad week; I am sorry if this reaches you late.)`,
        { written: { day: 4, time: "16:05" } },
      ),
      mail(
        8,
        "09:33",
        "maya",
        ["giulia", "tom"],
        `This reached me today, dated last Thursday. Tom, the staff portal still uses SDK 3, doesn't it? There is a risk that its documents can't be checked any more after {w4fri}.`,
      ),
      mail(8, "11:59", "tom", ["maya"], `Ja, leider. Ich nehme es mit in die Planung.`),
    ],
  },
  {
    id: "viewer-print",
    subject: "Print button in the viewer",
    mails: [
      mail(
        5,
        "15:10",
        "katja",
        ["jonas"],
        `Kurze Frage: gibt es in der Rechnungsansicht einen Knopf zum Drucken? Das fragen die Leute als Erstes.`,
      ),
      mail(5, "15:22", "jonas", ["katja"], `Ja, oben rechts. Auf dem Handy heißt er "Teilen".`),
    ],
  },
];
