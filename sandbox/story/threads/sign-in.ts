import { mail, type Thread } from "../thread.ts";

/** How customers sign in, decided twice; and the other team's API that it all waits for. */
export const signIn: readonly Thread[] = [
  {
    id: "sso",
    subject: "Sign-in through the house's identity service",
    mails: [
      mail(
        1,
        "14:03",
        "tom",
        ["lena", "maya"],
        `Hi Lena,

before you build anything of your own: we have an identity service for the staff portal. It could carry customers too. One sign-in for everything, and you would not have to keep passwords.`,
      ),
      mail(1, "14:40", "lena", ["tom", "maya"], `Tempting. Shall we talk tomorrow at nine, with Henrike?`),
      mail(
        2,
        "09:47",
        "lena",
        ["tom", "maya", "henrike"],
        `From this morning's call, so that it is written down somewhere: we decided that customers sign in through Nordlicht's identity service. No passwords of our own, neither in the beta nor later. Tom's team gives us a test client this week.`,
      ),
      mail(2, "10:02", "henrike", ["lena", "tom"], `Sounds good to me!`),
    ],
  },
  {
    id: "own-sign-in",
    subject: "Sign-in, once more",
    mails: [
      mail(
        6,
        "15:30",
        "priya",
        ["lena", "maya"],
        `The identity service's test client expires every session after four minutes, and its team says customers were never meant to be in there. I have spent two days on it. Do we want to go on?`,
      ),
      mail(
        7,
        "11:06",
        "lena",
        ["maya", "henrike", "tom", "priya"],
        `We are going back on what we said last week. Decision of this morning, with Henrike and Tom: for the beta we build our own sign-in, by a link in a mail. The identity service is no longer planned before the go-live. Instead of two more days of hoping that is three days of work that we understand.`,
      ),
      mail(7, "11:51", "henrike", ["lena", "tom", "priya"], `Confirmed from my side.`),
      mail(7, "12:10", "tom", ["lena", "henrike"], `OK. Kein Problem für uns, eher eine Erleichterung.`),
    ],
  },
  {
    id: "customer-api",
    subject: "Customer API v2 on staging",
    mails: [
      mail(
        2,
        "13:15",
        "tom",
        ["lena", "priya"],
        `Hello both,

the plan of my team: version 2 of the customer API, with customers and contracts, is on staging by {w2mon}. You can build against the description until then, I attach it.`,
        { attachments: ["customer-api-v2.yaml"] },
      ),
      mail(
        2,
        "13:44",
        "lena",
        ["tom", "priya", "maya"],
        `Thank you. For the record: we depend on it. Without the API on {w2mon} neither the contracts page nor the sign-in can be tested, and four tickets wait for it.`,
      ),
      mail(
        6,
        "16:22",
        "tom",
        ["lena", "maya"],
        `Liebe Lena,

ihr merkt es ja selbst: wir schaffen es nicht bis heute. Zwei Leute hängen im Jahresabschluss. Realistisch ist {w2fri:de}, eher nachmittags.`,
      ),
      mail(
        6,
        "17:05",
        "priya",
        ["lena", "maya"],
        `That is four days of waiting, and Friday afternoon is the evening of the beta. I can fake the contracts, but nobody should call that tested.`,
      ),
      mail(
        8,
        "08:55",
        "olaf",
        ["priya", "lena"],
        `Moin, v2 ist seit heute früh auf Staging. Viel Spaß damit.`,
        { quotes: false },
      ),
      mail(
        8,
        "10:37",
        "priya",
        ["olaf", "lena", "tom"],
        `Thanks Olaf, but is it? Customers answer. Every call to contracts gets a 501. Whoever says that v2 is there has not called it.`,
      ),
      mail(
        9,
        "11:20",
        "tom",
        ["priya", "lena", "maya"],
        `Olaf was too fast, sorry. Customers are there, contracts come on {w3mon}. I have that from the person who writes it, and I will be sitting next to her.`,
      ),
    ],
  },
  {
    id: "session-length",
    subject: "How long is somebody signed in?",
    mails: [
      mail(
        8,
        "14:20",
        "jonas",
        ["henrike", "ines"],
        `Quick one for the new sign-in: how long do people stay signed in on their own device?`,
      ),
      mail(
        8,
        "15:45",
        "ines",
        ["jonas", "henrike"],
        `Höchstens 30 Tage, und bei Änderungen an Bankdaten bitte immer neu bestätigen lassen.`,
      ),
      mail(
        8,
        "16:02",
        "henrike",
        ["jonas", "ines"],
        `Then that is decided: thirty days, and a new link before anything about money.`,
      ),
    ],
  },
];
