/** Somebody of the story. */
export interface StoryPerson {
  name: string;
  address: string;
  /** What stands under their mails. */
  signature: string;
  language: "en" | "de";
}

const person = (
  name: string,
  address: string,
  signature: string,
  language: StoryPerson["language"] = "en",
): StoryPerson => ({ name, address, signature, language });

const nordlicht = `Nordlicht Energie AG
Am Alten Speicher 4, 24103 Kiel

Diese Nachricht ist vertraulich. Falls Sie nicht der richtige Empfänger sind, löschen Sie sie bitte und sagen Sie uns Bescheid.
This message is confidential. If it reached you by mistake, please delete it and let us know.`;

/** The maker's team, the client, and those who supply. */
export const cast = {
  atlas: person("Project Atlas", "atlas@signalbox.example", ""),
  maya: person("Maya Ortiz", "maya@signalbox.example", "Maya Ortiz\nProject lead, Signalbox"),
  lena: person("Lena Fischer", "lena@signalbox.example", "Lena Fischer | Engineering | Signalbox"),
  priya: person("Priya Raman", "priya@signalbox.example", "-- \nPriya Raman, Backend"),
  jonas: person("Jonas Berg", "jonas@signalbox.example", "-- \nJonas, Frontend"),
  sofia: person("Sofia Lindqvist", "sofia@signalbox.example", "Sofia Lindqvist\nDesign, Signalbox"),
  marek: person("Marek Nowak", "marek@signalbox.example", "-- \nMarek Nowak (tests)"),
  deniz: person("Deniz Aydin", "deniz@signalbox.example", "Deniz Aydin\nPayments, Signalbox"),
  carla: person("Carla Neumann", "carla@signalbox.example", "Carla Neumann\nControlling, Signalbox"),
  henrike: person(
    "Henrike Voss",
    "henrike.voss@nordlicht.example",
    `Henrike Voss\nProduct Owner Kundenportal\n${nordlicht}`,
    "de",
  ),
  albrecht: person(
    "Dr. Albrecht Thiele",
    "albrecht.thiele@nordlicht.example",
    `Dr. Albrecht Thiele\nBereichsleiter Vertrieb\n${nordlicht}`,
    "de",
  ),
  ines: person(
    "Ines Carstens",
    "ines.carstens@nordlicht.example",
    `Ines Carstens\nRecht und Datenschutz\n${nordlicht}`,
    "de",
  ),
  tom: person("Tom Brandt", "tom.brandt@nordlicht.example", `Tom Brandt\nKundenstamm\n${nordlicht}`, "de"),
  olaf: person(
    "Olaf Jensen",
    "olaf.jensen@nordlicht.example",
    `Olaf Jensen\nKundenstamm\n${nordlicht}`,
    "de",
  ),
  katja: person(
    "Katja Wolter",
    "katja.wolter@nordlicht.example",
    `Katja Wolter\nKundenservice\n${nordlicht}`,
    "de",
  ),
  uwe: person("Uwe Peters", "uwe.peters@nordlicht.example", `Uwe Peters\nMarketing\n${nordlicht}`, "de"),
  giulia: person(
    "Giulia Moretti",
    "giulia.moretti@papersail.example",
    "Giulia Moretti\nPartner Success, Papersail S.r.l.\nDocuments that open everywhere.",
  ),
  rik: person("Rik de Boer", "rik@kestrel-hosting.example", "Rik de Boer\nKestrel Hosting, operations desk"),
  nadine: person(
    "Nadine Roth",
    "n.roth@tilewerk.example",
    "Nadine Roth\nVertrieb, Tilewerk Karten GmbH\nSitz der Gesellschaft: Jena",
    "de",
  ),
  farid: person("Farid Haddad", "farid@quarzwerk.example", "Farid Haddad\nQuarzwerk Security"),
  anke: person("Anke Simon", "anke.simon@zahlwerk.example", "Anke Simon\nIntegration, Zahlwerk eG", "de"),
} as const satisfies Record<string, StoryPerson>;

export type CastName = keyof typeof cast;
