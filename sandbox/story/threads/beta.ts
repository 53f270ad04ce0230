import { mail, type Thread } from "../thread.ts";

/** The date that slips: first a feeling, then a denial, then the truth. */
export const beta: readonly Thread[] = [
  {
    id: "beta-date",
    subject: "Closed beta on {w2fri}",
    mails: [
      mail(
        1,
        "09:05",
        "maya",
        ["lena", "henrike", "tom"],
        `Good morning all,

two weeks to go. The milestone is the closed beta with 200 customers on {w2fri}, and the go-live for everybody on {w5fri}.
What I would like from each of you: tell me early when something looks odd, even if it is only a feeling.

Stand-up stays at half past nine.`,
      ),
      mail(
        2,
        "11:42",
        "henrike",
        ["maya"],
        `Hi Maya,

you asked for feelings, so here is one. I don't want to spoil the mood, but I am a little worried about {w2fri}. Whenever I try the sign-in something behaves differently than the day before. Perhaps I just have bad luck with my timing.`,
      ),
      mail(
        2,
        "15:08",
        "jonas",
        ["maya", "henrike"],
        `Henrike probably met a deployment, we had three of them today. Nothing to see here: the forms are done, the rest is polish.`,
      ),
      mail(
        4,
        "10:21",
        "lena",
        ["maya", "henrike", "tom"],
        `To stop the rumours from the kitchen: the closed beta is on track, {w2fri} stands. If that changes you will hear it from me and not from the coffee machine.`,
      ),
      mail(4, "10:40", "henrike", ["lena", "maya"], `Thank you, Lena. That is what I needed for Albrecht.`),
    ],
  },
  {
    id: "beta-moves",
    subject: "About {w2fri}",
    mails: [
      mail(
        7,
        "17:48",
        "lena",
        ["maya"],
        `Maya, I have to take back what I wrote last week. We will not make {w2fri}. The contracts API isn't there, payments lost a week when Deniz left, and the sign-in is being rebuilt. I have gone through it twice with Marek: the beta can start on {w3wed}, not earlier. I should have said so on Monday.`,
      ),
      mail(
        8,
        "09:12",
        "maya",
        ["henrike", "albrecht"],
        `Dear Henrike, dear Albrecht,

the closed beta is late: we cannot open it on {w2fri}. The new date that engineering and test stand behind is {w3wed}. The reasons are the contracts part of the customer API, payments, and the sign-in that we decided to build ourselves.

The go-live on {w5fri} is unchanged for now, but it is at risk: all of the slack before it is used up.`,
        { quotes: false },
      ),
      mail(
        8,
        "12:31",
        "albrecht",
        ["maya", "henrike"],
        `Frau Ortiz,

I am not pleased, but it is better to hear it now. We agree to move the beta to {w3wed}. I do not want to hear of another shift in the week itself.`,
      ),
      mail(8, "13:02", "maya", ["albrecht", "henrike"], `Understood, and thank you.`),
      mail(
        10,
        "16:30",
        "lena",
        ["maya", "henrike"],
        `State of things for the weekend: own sign-in is complete and in Marek's hands, customers endpoint fine, contracts promised for Monday. The beta on {w3wed} holds if Monday holds.`,
        { quotes: false },
      ),
    ],
  },
  {
    id: "go-live-letters",
    subject: "Letters say {w5fri}",
    mails: [
      mail(
        9,
        "10:15",
        "uwe",
        ["maya", "henrike"],
        `Hallo Maya,

only so that nobody says later that marketing did not warn: the letters to all households name {w5fri} as the first day of the new portal. The print shop starts on {w4mon}, and after that the date can't be changed any more. If the go-live moves later than that we will have announced something that does not exist.`,
      ),
      mail(
        9,
        "10:58",
        "maya",
        ["uwe", "henrike"],
        `That is a real risk and I take it seriously. We will look at the go-live date together on {w3fri}, before your print shop begins.`,
      ),
    ],
  },
  {
    id: "beta-customers",
    subject: "200 customers for the beta",
    mails: [
      mail(
        3,
        "09:50",
        "katja",
        ["henrike"],
        `Hallo Henrike,

ich habe 214 Kundinnen und Kunden, die mitmachen wollen. Brauche ich von denen noch etwas Schriftliches oder reicht die Zusage am Telefon?`,
      ),
      mail(
        3,
        "10:30",
        "henrike",
        ["katja"],
        `Super! Telefon reicht, Ines hat das schon angeschaut. Schick die Liste bitte an Lena.`,
      ),
      mail(
        7,
        "14:05",
        "lena",
        ["katja", "henrike"],
        `Hello Katja, for the sign-in by mail link we assume that each of the beta customers has a confirmed e-mail address on record. Is that so?`,
        { quotes: false },
      ),
      mail(
        9,
        "09:20",
        "katja",
        ["lena", "henrike"],
        `Hallo Lena, leider nein: von den 200 haben 31 keine E-Mail-Adresse hinterlegt. Die können sich so nicht anmelden. Das sind vor allem ältere Leute, die wir gerade dabeihaben wollten.`,
      ),
      mail(
        9,
        "09:45",
        "lena",
        ["katja", "henrike"],
        `Then the assumption was wrong and we have a problem with those 31. Katja, could your people ring them up and ask for an address? Otherwise they cannot take part.`,
      ),
    ],
  },
];
