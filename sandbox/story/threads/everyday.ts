import { mail, type Thread } from "../thread.ts";

/** Mails that read like people, and from which nothing follows. */
export const everyday: readonly Thread[] = [
  {
    id: "cake",
    subject: "Cake in the kitchen",
    mails: [
      mail(
        3,
        "14:55",
        "sofia",
        ["lena", "jonas", "priya"],
        `Blueberry. There is a serious risk that none is left at four.`,
      ),
      mail(3, "15:01", "jonas", ["sofia"], `I am blocked by a meeting. Please mitigate!`),
    ],
  },
  {
    id: "boreas",
    subject: "FW: Boreas steering committee",
    mails: [
      mail(
        5,
        "13:12",
        "carla",
        ["maya"],
        `For information, the other project of the house. Interesting how they write their risks.

---------- Forwarded message ----------
From: Steering Boreas <boreas@signalbox.example>
Subject: Boreas steering committee

> Risk 1: the supplier of the wind sensors is insolvent.
> Risk 2: the milestone "field test" is late by five weeks.
> Decision: the field test moves to Denmark.`,
      ),
      mail(5, "13:30", "maya", ["carla"], `Ha, theirs are windier than ours.`),
    ],
  },
  {
    id: "old-quote",
    subject: "RE: Blocker: test environment",
    mails: [
      mail(
        4,
        "08:30",
        "katja",
        ["marek"],
        `Danke nochmal für die Hilfe im September, das hat alles gut geklappt. Die Kolleginnen fragen immer noch nach dir.

Von: Marek Nowak
Gesendet: im September
Betreff: Blocker: test environment

> We are completely blocked, the test environment is gone and with it all test data.
> If it isn't back by Friday the training of customer service is cancelled.`,
      ),
    ],
  },
  {
    id: "devices",
    subject: "Phones for testing",
    mails: [
      mail(
        3,
        "13:45",
        "marek",
        ["jonas"],
        `Do we still have the small Android phone? I'd like to see the forms on it.`,
      ),
      mail(
        3,
        "13:58",
        "jonas",
        ["marek"],
        `In the drawer under the plant. The charger is a different story.`,
      ),
    ],
  },
  {
    id: "colours",
    subject: "Blue or the other blue",
    mails: [
      mail(1, "15:20", "sofia", ["henrike"], `Two blues are attached. Which one is the one of your cars?`, {
        attachments: ["blues.png"],
      }),
      mail(1, "16:05", "henrike", ["sofia"], `Der linke. Der rechte ist der von der Konkurrenz :)`),
    ],
  },
  {
    id: "review-praise",
    subject: "Review today",
    mails: [
      mail(
        5,
        "16:10",
        "henrike",
        ["maya", "lena", "jonas", "sofia", "priya"],
        `That was a lovely review. Katja's people were really delighted with the meter page, and I saw two of them sign up for the beta on the spot.`,
      ),
      mail(5, "16:25", "sofia", ["henrike"], `That makes my weekend!`),
    ],
  },
  {
    id: "sofia-day",
    subject: "Thursday",
    mails: [
      mail(7, "13:10", "sofia", ["maya"], `I am at the dentist on Thursday morning and back by eleven.`),
      mail(7, "13:15", "maya", ["sofia"], `Good luck!`),
    ],
  },
  {
    id: "new-colleague",
    subject: "Access for Ayla",
    mails: [
      mail(
        9,
        "16:40",
        "marek",
        ["rik"],
        `Could you please give ayla@signalbox.example the same access to staging as I have?`,
      ),
      mail(10, "08:20", "rik", ["marek"], `Done.`),
    ],
  },
  {
    id: "retro",
    subject: "Notes of the retro",
    mails: [
      mail(
        10,
        "15:20",
        "lena",
        ["maya", "priya", "jonas", "marek", "sofia"],
        `What went well: Priya and the mandates, the review, Marek's patience. What didn't: we said "on track" because we wished it. What we try: on Tuesdays each of us says one thing that could go wrong, before lunch.`,
      ),
      mail(10, "15:32", "priya", ["lena"], `Thank you for saying the second one out loud.`),
    ],
  },
  {
    id: "workshop-room",
    subject: "Raum für den Workshop",
    mails: [
      mail(
        1,
        "11:15",
        "katja",
        ["sofia"],
        `Wir haben am Mittwoch den großen Raum mit der Tafel, 13 bis 16 Uhr.`,
      ),
      mail(1, "11:30", "sofia", ["katja"], `Prima, ich bringe Stifte mit.`),
    ],
  },
  {
    id: "texts",
    subject: "Texte auf der Startseite",
    mails: [
      mail(
        6,
        "11:20",
        "uwe",
        ["sofia"],
        `Statt "Willkommen zurück" lieber "Moin"? Wir sind schließlich in Kiel.`,
      ),
      mail(6, "11:41", "sofia", ["uwe"], `Gefällt mir sehr, kommt rein.`),
    ],
  },
  {
    id: "meter-form",
    subject: "Meter form in Safari",
    mails: [
      mail(
        6,
        "15:55",
        "marek",
        ["jonas"],
        `The meter form crashes on iPhones when the photo is larger than 8 MB. It is ATL-133; everything else on the phone is fine.`,
      ),
      mail(
        7,
        "14:30",
        "jonas",
        ["marek"],
        `Found it. The picture is made smaller before it is sent now; please try again.`,
      ),
      mail(7, "16:50", "marek", ["jonas"], `Fixed, I can't break it any more. Closing the ticket.`),
    ],
  },
];
