import { mail, type Thread } from "../thread.ts";

/** The person who knows payments leaves, and the provider says no. */
export const payments: readonly Thread[] = [
  {
    id: "deniz-away",
    subject: "Something personal",
    mails: [
      mail(
        3,
        "18:10",
        "deniz",
        ["maya"],
        `Hi Maya,

between us for the moment: my father is not well. It may be that I have to go home for a while. I will know more by Friday.`,
      ),
      mail(
        3,
        "18:32",
        "maya",
        ["deniz"],
        `Oh Deniz, I am sorry. Family comes first, whatever the plan says. Tell me when you know.`,
      ),
      mail(
        5,
        "08:40",
        "deniz",
        ["maya", "lena"],
        `Good morning. It is as I feared: I will be away from {w2mon} until {w4fri}, and mostly without a computer. I'll write down what I can today.`,
        { quotes: false, subject: "I am away from {w2mon}" },
      ),
      mail(
        5,
        "09:30",
        "maya",
        ["lena", "priya", "deniz"],
        `Deniz is away for three weeks from {w2mon}. Until he is back Priya takes over payments. What worries me: so far all that we know about mandates is in one head, and he has half a day to hand it over.`,
      ),
      mail(
        6,
        "09:55",
        "priya",
        ["maya", "lena"],
        `I have Deniz's notes. They are good, but I had never seen that code before Friday. Expect me to be slow this week; there is a real risk that payments are not ready for the beta.`,
      ),
    ],
  },
  {
    id: "sepa",
    subject: "Test mandates are rejected [ZW-20817]",
    mails: [
      mail(
        5,
        "11:25",
        "deniz",
        ["anke"],
        `Dear Anke,

since yesterday your test system rejects each of our SEPA mandates with the reason "creditor not permitted". Nothing was changed on our side. Could you have a look before I go?`,
      ),
      mail(
        5,
        "11:26",
        { name: "Zahlwerk Support", address: "support@zahlwerk.example" },
        ["deniz"],
        `Vielen Dank für Ihre Nachricht. Ihre Anfrage hat die Nummer ZW-20817. Wir antworten in der Regel innerhalb von zwei Werktagen.

This is an automatic reply.`,
        { quotes: false },
      ),
      mail(
        6,
        "13:40",
        "priya",
        ["anke"],
        `Hello Anke, I have taken this over from Deniz. All mandates are still rejected and I am blocked: ATL-41 and ATL-42 can't be finished, and no test of a payment is possible at all.`,
      ),
      mail(
        7,
        "09:15",
        "priya",
        ["maya"],
        `Third day without a word from Zahlwerk. I can't get any further by being polite. Can you escalate?`,
      ),
      mail(
        7,
        "09:40",
        "maya",
        ["albrecht", "henrike"],
        `Dear Albrecht,

I need your help with Zahlwerk; the contract is Nordlicht's. Their test system has rejected every mandate since Thursday, our request ZW-20817 is unanswered, and payments stand still. This blocks the beta. Would you ring up somebody who can be rung up?`,
        { subject: "Escalation: Zahlwerk rejects all mandates [ZW-20817]" },
      ),
      mail(7, "11:05", "albrecht", ["maya"], `Habe gerade mit deren Vorstand telefoniert. Man meldet sich.`),
      mail(
        9,
        "14:12",
        "anke",
        ["priya", "maya"],
        `Sehr geehrte Frau Raman,

bitte entschuldigen Sie die Wartezeit. Die Gläubiger-ID war für das Testsystem nicht freigeschaltet. Das ist seit 14 Uhr behoben.`,
      ),
      mail(
        9,
        "15:01",
        "priya",
        ["maya", "lena"],
        `It works! Mandates pass since two o'clock, ATL-41 is unblocked. Three lost days for a switch that somebody had to turn.`,
      ),
    ],
  },
  {
    id: "bank-details",
    subject: "Changing bank details in the beta",
    mails: [
      mail(
        8,
        "10:05",
        "maya",
        ["henrike", "priya", "katja"],
        `Henrike, as long as mandates don't work I propose that the beta shows bank details but doesn't let anybody change them. Whoever wants to uses the paper form.`,
      ),
      mail(8, "10:50", "katja", ["henrike", "maya"], `Für uns ist das machbar, bei 200 Leuten.`),
      mail(
        8,
        "11:18",
        "henrike",
        ["maya", "priya", "katja"],
        `Agreed, we do it like that: no change of bank details in the beta, the paper form instead. For the go-live it has to work, though.`,
      ),
    ],
  },
  {
    id: "instalments",
    subject: "Abschlag ändern",
    mails: [
      mail(
        4,
        "13:20",
        "katja",
        ["henrike", "deniz"],
        `Hallo zusammen, darf man den Abschlag im Portal um mehr als 10 % senken? Am Telefon fragen wir dann immer nach.`,
      ),
      mail(
        4,
        "14:02",
        "henrike",
        ["katja", "deniz"],
        `Bis 10 % frei, darüber ein Hinweis, dass ihr euch meldet. So steht es auch in ATL-38.`,
      ),
      mail(4, "14:10", "deniz", ["henrike", "katja"], `Passt, so ist es gebaut.`),
    ],
  },
];
