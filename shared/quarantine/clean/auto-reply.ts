const titles =
  /^\s*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|automatische (?:antwort|abwesenheit)|abwesenheit(?:snotiz|sbenachrichtigung)?|réponse automatique|absence du bureau|respuesta automática|fuera de la oficina|risposta automatica|automatisch antwoord|undeliverable|unzustellbar|delivery status notification|mail delivery failed|(?:accepted|declined|tentative|zugesagt|abgelehnt)(?=\s*:))(?![\p{L}\d])/iu;
const bodies =
  /(?:this is an automat(?:ic|ed) (?:reply|response|message)|(?:i am|i'm|i’m|i will be) (?:currently )?out of (?:the )?office|dies ist eine automatische|ich bin (?:derzeit |aktuell |bis [^\n]{1,30} )?nicht im büro|je suis actuellement absente?|ceci est un message automatique|estoy fuera de la oficina|este es un mensaje automático|sono fuori (?:sede|ufficio))/iu;

/** Whether a machine has answered for somebody. What it says (an absence) counts all the same. */
export function isAutoReply(title: string, text: string): boolean {
  return titles.test(title) || bodies.test(text.slice(0, 500));
}
