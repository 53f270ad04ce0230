import { cast } from "../people.ts";
import { mail, type Thread } from "../thread.ts";

/** Machines, names and certificates. */
export const hosting: readonly Thread[] = [
  {
    id: "staging-down",
    subject: "Staging: certificate expired",
    mails: [
      mail(
        2,
        "08:20",
        "marek",
        ["rik", "lena"],
        `Good morning, staging is down for everybody who respects certificates: it expired last night. No test is possible at the moment, five people are waiting.`,
      ),
      mail(
        2,
        "08:58",
        "rik",
        ["marek", "lena"],
        `Seen. The renewal job had lost its rights. New one is ordered.`,
      ),
      mail(
        3,
        "08:45",
        "rik",
        ["marek", "lena"],
        `New certificate is in place, and the job watches itself now.`,
      ),
      mail(3, "09:02", "marek", ["rik", "lena"], `Works again, this is solved. Thank you!`),
    ],
  },
  {
    id: "old-portal",
    subject: "The old portal after the go-live",
    mails: [
      mail(
        3,
        "14:15",
        "henrike",
        ["tom"],
        `Tom, what happens with the old portal once the new one is there? Some people will want to look something up.`,
      ),
      mail(
        3,
        "15:20",
        "tom",
        ["henrike", "maya"],
        `The old portal stays readable until the end of the year, you can take that as given. Nobody has cancelled anything.`,
      ),
      mail(
        9,
        "11:48",
        "rik",
        ["carla"],
        `Hello Carla, as asked here is the list of contracts that end this year. For the old portal's servers (NL-OLD-1 to 4) notice was given in spring: they are switched off on {w4fri}.`,
        { subject: "Contracts that end", quotes: false },
      ),
      mail(
        9,
        "12:25",
        "carla",
        ["maya", "tom"],
        `Maya, does this concern you? See the old portal's servers.

---------- Forwarded message ----------
From: ${cast.rik.name} <${cast.rik.address}>
Subject: Contracts that end

> For the old portal's servers (NL-OLD-1 to 4) notice was given in spring: they are switched off on {w4fri}.`,
        { subject: "FW: Contracts that end", quotes: false },
      ),
      mail(
        9,
        "13:40",
        "maya",
        ["tom", "rik", "henrike"],
        `It does, very much. The old portal goes dark on {w4fri}, a week before the new one opens. Tom, you told us that it stays to the end of the year. Rik, can the contract be prolonged by a month? This is a serious problem: for a week customers would have nothing at all.`,
        { quotes: false },
      ),
      mail(
        10,
        "09:25",
        "rik",
        ["maya", "tom"],
        `Prolonging is possible if the order is here by {w3wed}. One month is 2,900 euros.`,
      ),
      mail(
        10,
        "10:05",
        "tom",
        ["maya", "rik"],
        `Ich wusste davon nichts, das hat mein Vorgänger gekündigt. Die Bestellung muss über Albrecht laufen.`,
      ),
    ],
  },
  {
    id: "dns-freeze",
    subject: "Change freeze",
    mails: [
      mail(
        5,
        "10:45",
        "rik",
        ["lena", "maya"],
        `A reminder for all customers: our change freeze begins on {w5wed}. Your go-live is two days later, so the change of the portal's name must be ordered by {w4fri} and is then done by us in spite of the freeze. Without an order there is no change before January.`,
      ),
      mail(
        5,
        "11:15",
        "lena",
        ["rik", "maya"],
        `Good that you say so. Then the go-live depends on that order; I make a ticket with the date (ATL-128).`,
      ),
    ],
  },
  {
    id: "spam",
    subject: "Our mails land in spam",
    mails: [
      mail(
        8,
        "15:12",
        "marek",
        ["lena", "rik", "priya"],
        `Problem: the sign-in mails land in the spam folder at two of the three big providers. With the new sign-in that means nobody there gets in. ATL-142.`,
      ),
      mail(
        8,
        "16:40",
        "rik",
        ["marek", "lena"],
        `The sender's domain is Nordlicht's and its records don't name our servers. Only Nordlicht's own IT can add us.`,
      ),
      mail(
        9,
        "08:50",
        "lena",
        ["tom", "rik"],
        `Tom, who is responsible for the DNS of nordlicht.example? We need one line in there before {w3wed}.`,
      ),
      mail(
        10,
        "12:15",
        "tom",
        ["lena", "rik"],
        `Das macht die zentrale IT, Auftrag läuft. Ich frage am Montag nach.`,
      ),
    ],
  },
  {
    id: "backup-test",
    subject: "Restore test",
    mails: [
      mail(
        7,
        "16:00",
        "rik",
        ["lena"],
        `We restored last night's backup into an empty environment as you had asked. 41 minutes, all there.`,
      ),
      mail(7, "16:12", "lena", ["rik"], `Excellent, that is well below what we need.`),
    ],
  },
];
