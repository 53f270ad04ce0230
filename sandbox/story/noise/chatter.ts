import type { CastName } from "../people.ts";
import { Random } from "../random.ts";
import { mail, type Thread } from "../thread.ts";

const thanks = [
  "Thanks!",
  "Danke dir!",
  "Perfect, thank you.",
  "Super, danke.",
  "Got it.",
  "Prima.",
  "Great, see you then.",
  "Passt.",
];
const about = [
  "Slides for the review",
  "Key for the meeting room",
  "Protokoll von gestern",
  "Link to the folder",
  "Screenshot",
  "Mittagessen",
  "Parking on Thursday",
  "Number of the visitor's pass",
];
const team: CastName[] = ["lena", "priya", "jonas", "sofia", "marek", "katja", "uwe", "tom"];
const absent: { who: CastName; text: string; day: number }[] = [
  {
    who: "uwe",
    day: 2,
    text: "Ich bin heute auf einer Messe und lese Mails am Abend.\n\nThis is an automatic reply.",
  },
  { who: "ines", day: 3, text: "Ich bin bis morgen in Verhandlungen. Automatische Antwort." },
  {
    who: "nadine",
    day: 4,
    text: "Ich bin am Montag wieder für Sie da. In dringenden Fällen wenden Sie sich an die Zentrale. Automatische Antwort.",
  },
  { who: "giulia", day: 5, text: "I am out of the office this afternoon. This is an automatic reply." },
  { who: "katja", day: 7, text: "Ich bin in einer Schulung und ab 15 Uhr wieder da. Automatische Antwort." },
  {
    who: "albrecht",
    day: 9,
    text: "Ich bin auf Dienstreise. Mails werden nicht weitergeleitet. Automatische Antwort.",
  },
];
const letters: { name: string; address: string; subject: string; text: string }[] = [
  {
    name: "Grid Weekly",
    address: "news@grid-weekly.example",
    subject: "Grid Weekly",
    text: "This week: why the risk of outages is lower than people think. A new milestone for wind in the north. Five decisions that every utility regrets.\n\nYou get this because you once gave us your card. Unsubscribe at https://grid-weekly.example/u/93f1",
  },
  {
    name: "Intranet",
    address: "intranet@signalbox.example",
    subject: "News of the house",
    text: "The bicycles are back from repair. The canteen tries a vegan week. The lift in hall B is blocked until Friday; please take the stairs.",
  },
  {
    name: "Frontend Notes",
    address: "hello@frontend-notes.example",
    subject: "Frontend Notes",
    text: "Three ways to centre a box, and an issue with dates that everybody has once. Sponsored: a licence server that never sleeps.",
  },
  {
    name: "Conference Deals",
    address: "offers@conference-deals.example",
    subject: "Last chance: early bird",
    text: "Only two days left! Decide now. The deadline is Friday and will not be extended again.",
  },
];

/** Small talk, automatic replies and newsletters. */
export function chatter(): Thread[] {
  const random = new Random(45);
  const threads: Thread[] = [];
  for (let day = 1; day <= 10; day += 1) {
    for (let count = 0; count < 8; count += 1) {
      const from = random.of(team);
      const to = random.of(team.filter((one) => one !== from));
      threads.push({
        id: `thanks-${day}-${count + 1}`,
        subject: `RE: ${random.of(about)}`,
        mails: [mail(day, random.time(8, 18), from, [to], random.of(thanks))],
      });
    }
    const { subject, text, ...sender } = random.of(letters);
    threads.push({
      id: `letter-${day}`,
      subject: `${subject} #${200 + day}`,
      mails: [mail(day, random.time(6, 8), sender, ["atlas"], text)],
    });
  }
  for (const { who, day, text } of absent)
    threads.push({
      id: `away-${who}`,
      subject: "Automatic reply: your message",
      mails: [mail(day, random.time(10, 16), who, ["atlas"], text)],
    });
  return threads;
}
