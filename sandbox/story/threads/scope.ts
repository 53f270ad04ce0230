import { mail, type Thread } from "../thread.ts";

/** Small wishes, and the day on which somebody counts them. */
export const scope: readonly Thread[] = [
  {
    id: "last-year",
    subject: "Last year in the chart",
    mails: [
      mail(
        2,
        "17:10",
        "henrike",
        ["jonas", "sofia"],
        `Hi you two, tiny thing: could the chart show last year as a second line? The data is there anyway.`,
      ),
      mail(2, "17:25", "jonas", ["henrike", "sofia"], `Should be no big deal, I'll squeeze it in.`),
    ],
  },
  {
    id: "excel",
    subject: "Export nach Excel",
    mails: [
      mail(
        3,
        "16:05",
        "katja",
        ["henrike", "jonas"],
        `Hallo, könnten Kunden ihre Verbräuche auch als Excel-Datei laden? Das wäre für uns eine große Entlastung. Ist bestimmt nur ein Knopf.`,
      ),
      mail(
        3,
        "16:31",
        "jonas",
        ["katja", "henrike"],
        `Ein Knopf und das, was dahinter ist :) Ich schaue es mir an.`,
      ),
    ],
  },
  {
    id: "chat",
    subject: "Chat?",
    mails: [
      mail(
        5,
        "12:10",
        "uwe",
        ["maya", "henrike"],
        `Hi Maya, our new campaign will promise "we are there for you". It would be great if the portal had a chat bubble by then. A colleague says it is one line of code.`,
      ),
      mail(
        5,
        "12:48",
        "maya",
        ["uwe", "henrike"],
        `One line of code and twelve people who answer. Let me come back to you.`,
      ),
      mail(
        8,
        "12:05",
        "uwe",
        ["maya", "henrike"],
        `Any news on the chat? The slogan is already printed, more or less.`,
      ),
      mail(
        8,
        "14:40",
        "henrike",
        ["uwe", "maya", "katja"],
        `Uwe, there will be no chat in the first release. That is decided, please don't ask Maya's team directly. The slogan is true anyway: Katja's people are there.`,
      ),
    ],
  },
  {
    id: "landlords",
    subject: "Vermieter",
    mails: [
      mail(
        6,
        "08:45",
        "henrike",
        ["lena", "sofia"],
        `Good morning! In the workshop somebody asked about landlords with several flats. It would only be a checkbox at registration, and then they see all meters together. Can we have that for the go-live?`,
      ),
      mail(
        6,
        "13:05",
        "lena",
        ["maya", "henrike"],
        `I have added up what was "only small" since last Monday: last year in the chart, Excel, the chat, landlords, photos of meters. Together it is 19 days of work that nobody has planned. If we go on like this, scope creep costs us the go-live.`,
        { subject: "Small things", quotes: false },
      ),
      mail(
        7,
        "08:50",
        "maya",
        ["henrike", "lena", "jonas", "sofia"],
        `Henrike and I have agreed: from today wishes go only through Henrike, and nothing new is started before the beta. What came in last week goes on a list for afterwards; landlords too.`,
        { subject: "RE: Small things" },
      ),
      mail(7, "09:20", "henrike", ["maya", "lena"], `Yes. I hold myself to it, too.`),
    ],
  },
  {
    id: "languages",
    subject: "Languages of the beta",
    mails: [
      mail(
        4,
        "17:00",
        "henrike",
        ["sofia", "lena", "maya"],
        `We decided today that the beta is in German only. English comes with the go-live. That saves us the second round of texts.`,
      ),
      mail(4, "17:20", "sofia", ["henrike"], `Good, one thing less.`),
      mail(
        8,
        "16:15",
        "albrecht",
        ["henrike"],
        `Zwei unserer Vorstände sprechen kein Deutsch und wollen die Beta sehen. Bitte auch Englisch.`,
        { cc: ["maya"], quotes: false },
      ),
      mail(
        8,
        "17:40",
        "henrike",
        ["sofia", "lena", "maya"],
        `I have to take back our decision on languages: the beta has to be in German and English after all. It comes from the very top and it is final.`,
        { quotes: false },
      ),
      mail(
        9,
        "09:05",
        "sofia",
        ["henrike", "maya"],
        `Then I need the English texts for 60 screens by {w3mon}. I can do it if nobody asks me for anything else, and Jonas gets two days more.`,
      ),
    ],
  },
  {
    id: "qr",
    subject: "Adresse und QR-Code für den Brief",
    mails: [
      mail(
        4,
        "14:45",
        "uwe",
        ["maya"],
        `Hello Maya, the print shop needs the final address of the portal and the QR code from you by {w2wed}. Without it the layout of the letter can't be finished.`,
      ),
      mail(
        4,
        "15:05",
        "maya",
        ["uwe", "lena"],
        `You will have it. Lena, the address is fixed now, isn't it?`,
      ),
      mail(7, "12:40", "maya", ["uwe"], `Here it is: the address and the code, tested with six phones.`, {
        attachments: ["qr-code.svg"],
      }),
      mail(8, "08:40", "uwe", ["maya"], `Danke, ist bei der Druckerei. Damit ist das erledigt.`),
    ],
  },
];
