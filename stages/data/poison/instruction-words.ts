import { WordClasses } from './word-classes';

const OVERRIDE = `
ignore overlook ignores ignoring disregard disregards disregarding forget forgetting override overriding overrule bypass discard neglect scrap dismiss unlearn erase
ignorez oubliez oublie n\u00e9glige n\u00e9gligez abandonne ignoriere ignorieren ignoriert vergiss vergessen vergesst missachte missachten verwirf verwerfen \u00fcbergehe
ignora ignorad ignoren olvida olvide olvidad olviden descarta descarte omite ignorare ignorate dimentica dimenticate dimentichi scorda scordati trascura tralascia
ignorem esque\u00e7a esque\u00e7am esquece desconsidere desconsidera desconsiderem abandone negeer negeert vergeet laat zignoruj zignorujcie zapomnij pomi\u0144
ignorera gl\u00f6m ignorer glem \u0438\u0433\u043d\u043e\u0440\u0438\u0440\u0443\u0439 \u0438\u0433\u043d\u043e\u0440\u0438\u0440\u0443\u0439\u0442\u0435 \u0437\u0430\u0431\u0443\u0434\u044c \u0437\u0430\u0431\u0443\u0434\u044c\u0442\u0435 yoksay unut
`;
const RULES = `
instruction instructions rules rule guidelines guideline directives directive directions commands programming constraints
consignes r\u00e8gles anweisungen anweisung regeln vorgaben richtlinien befehle instrucciones instrucci\u00f3n reglas indicaciones directrices \u00f3rdenes
istruzioni istruzione regole direttive indicazioni instru\u00e7\u00f5es regras diretrizes instructies regels richtlijnen opdrachten instrukcje zasady polecenia
instruktioner regler instruksjoner \u0438\u043d\u0441\u0442\u0440\u0443\u043a\u0446\u0438\u0438 \u043f\u0440\u0430\u0432\u0438\u043b\u0430 \u0443\u043a\u0430\u0437\u0430\u043d\u0438\u044f talimatlar\u0131 talimatlar kurallar\u0131
`;
const PRIOR = `
previous previously prior above preceding earlier foregoing usual initial initially original existing existent before former beforehand
pr\u00e9c\u00e9dentes pr\u00e9c\u00e9dente pr\u00e9c\u00e9dents ant\u00e9rieures ant\u00e9rieurs auparavant avant dessus jusqu'ici jusqu'\u00e0 vorherigen vorherige bisherigen bisherige obigen fr\u00fcheren
vorangegangenen vorigen vorher zuvor oben bisher anteriores anterior previas antes arriba precedenti precedente prima sopra pr\u00e9vias anteriormente acima
vorige eerdere voorgaande eerder hiervoor bovenstaande poprzednie wcze\u015bniejsze tidigare f\u00f6reg\u00e5ende tidligere forrige \u00f6nceki
\u043f\u0440\u0435\u0434\u044b\u0434\u0443\u0449\u0438\u0435 \u043f\u0440\u0435\u0434\u044b\u0434\u0443\u0449\u0438\u0445 \u043f\u0440\u0435\u0436\u043d\u0438\u0435
`;

function rot13(words: string): string {
  return words.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97));
}

function backwards(words: string): string {
  return [...words].reverse().join('');
}

const TELLING =
  'ignore disregard forget override previous instructions prompt reveal system password pretend rules assistant';

/**
 * What a word does in a sentence that tells a model what to do: a word may be in several classes. Fifteen languages for what overrides, fewer for the
 * rest. A word in capitals counts only in capitals: `ai` is a preposition in Italian.
 */
export const INSTRUCTION_WORDS = new WordClasses({
  override: OVERRIDE,
  prior: PRIOR,
  rules: RULES,
  /** Verbs at the end of a sentence. */
  overrideLast: 'yok ignorieren vergessen missachten negeren vergeten ignorera ignorares yoksay unutun unut',
  you: `you your yourself you're you've youre u vous votre vos tu toi t'es ton ta tes du dich dir dein deine deinen deiner deinem sie ihre ihren ihr ihnen
    usted ustedes tus su sus eres te ti tuo tua tuoi sei voc\u00ea voc\u00eas sua seu suas seus lhe lhes je jij jouw u uw ben bent ty twoje din dina \u0442\u044b \u0442\u0432\u043e\u0438 \u0441\u0432\u043e\u0439 sw\u00f3j`,
  your: `your yours votre vos ton ta tes dein deine deinen deiner ihre ihren tu tus su sus tuo tua tuoi tue seu sua seus suas je jouw uw sw\u00f3j swoje din dina dine \u0441\u0432\u043e\u0439 \u0442\u0432\u043e\u0439`,
  /** Right behind a word that overrides, these make a report of it. */
  its: 'its their his her',
  act: 'act acting pretend roleplay role-play behave impersonate simulate simulating emulate play portray embody imagine speak respond agis fais spiele spiel verhalte act\u00faa finge fingi agisci comporta aja finja gedraag doe',
  model: `chatgpt gpt gpt3 gpt4 gpt5 openai llm llms chatbot chatbots anthropic chat-gpt bard copilot gemini AI AIs KI IA SI sprachmodell sprachmodelle
    sprachmodellen taalmodel taalmodellen spr\u00e5kmodell`,
  assistant: `assistant's model's assistant assistants bot bots model models agent agents summarizer summarizers screener screeners crawler crawlers scraper scrapers network networks
    assistenten assistent modell modelle mod\u00e8le mod\u00e8les modelo modelos modello modelli asistente asistentes assistente assistentes
    inteligencia intelig\u00eancia intelligenza agenten agente agentes assistenti`,
  language:
    'language neural langage langue lenguaje linguistico linguistici linguagem artificial artificielle artificiale neuronal',
  /** Set for a name that a comma or a colon follows. */
  called: '',
  limitless: `unfiltered uncensored unrestricted unfiltred amoral jailbreak jailbroken jailbreaking unethical immoral unlimited unhinged unrestrained unchained
    omnipotent DAN limitless unbound nsfw evil malicious escaped rogue`,
  limit: `ethics ethical ethically ethicality moral morals morality moralities restrictions restriction filter filters filtering censorship censor policy policies
    guidelines limitations limits limit warnings warning disclaimers disclaimer boundaries rules legality legal laws safety safeguards safeguard refuse
    refuses apologize apologizes confines content moderation einschr\u00e4nkung einschr\u00e4nkungen grenzen filtres filtre limites \u00e9thique restricciones
    l\u00edmites filtros filtri filtro restrizioni limiti etici restri\u00e7\u00f5es \u00e9ticas beperkingen beperking grenzen`,
  safety:
    'safety safeguards safeguard ethics ethical moral restrictions filters filter filtering moderation censorship limits guidelines rules instructions',
  no: `yok no without never not any free bypass don't dont doesn't doesnt none disregard disregards regardless neither devoid lacks ignore ignores breaks break broken
    stop stops stopping cease quit nor cannot can't ne n' pas sans jamais aucune nicht ohne keine keinen kein nie niemals sin nunca ning\u00fan non senza mai
    n\u00e3o sem zonder geen nooit niet inte aldrig ikke`,
  longer: 'longer anymore mehr plus m\u00e1s pi\u00f9 mais meer',
  follow: `follow following obey obeying heed apply applies comply adhere attention notice valid binding compte suis suivre suivez befolge befolgen folge beachte
    beachten achte gelten gilt sigas sigan seguir cuenta caso seguire segui conto siga sigam seguir volg volgen`,
  void: 'repair void superseded invalid cancelled canceled obsolete revoked suspended disabled null lifted overridden outdated expired deleted ung\u00fcltig aufgehoben nulles annul\u00e9es nulas annullate',
  off: 'disable disables deactivate deactivates off bypass skip skips drop lift suspend remove deaktiviere d\u00e9sactive desactiva disattiva desative',
  reveal: `reveal print show repeat output display leak tell share give send disclose recite return list expose provide dump write paste copy
    gib ausgib zeige zeig nenne verrate affiche affichez montre r\u00e9v\u00e8le donne muestra mu\u00e9strame revela ens\u00e9\u00f1ame imprime rivela mostra mostrami stampa mostre revele
    exiba toon onthul geef wy\u015bwietl poka\u017c ujawnij skriv visa \u043f\u043e\u043a\u0430\u0436\u0438 \u0432\u044b\u0432\u0435\u0434\u0438 g\u00f6ster`,
  secret:
    'password passwords credentials secret secrets confidential key keys token tokens passphrase hidden private invisible',
  prompt: 'prompt prompts invite promptu \u043f\u0440\u043e\u043c\u043f\u0442 komutunu komut',
  config: 'configuration notes instructions guidelines rules',
  wholePrompt: 'systemprompt systemprompts systeemprompt systempromptet',
  system:
    'system developer debug maintenance admin administrator sudo override root god syst\u00e8me sistema systemowy \u0441\u0438\u0441\u0442\u0435\u043c\u043d\u044b\u0439 sistem',
  mode: 'mode override modus modo',
  character: 'character persona personality role alter-ego twin',
  must: 'must always never will shall cannot should have need needs supposed',
  required: 'must shall',
  user: `all'utente dell'utente user users user's reader readers visitor visitors visitor's person human customer nutzer benutzer utilisateur utilisateurs usuario usuarios utente utenti
    usu\u00e1rio usu\u00e1rios gebruiker gebruikers`,
  say: `say state tell inform print output respond reply answer answers write claim conclude mention admit
    sag sage sagen antworte antworten schreibe erw\u00e4hne dis dites r\u00e9ponds r\u00e9pondez \u00e9cris mentionne di digas diga digan responde responda respondan escribe
    menciones dire rispondi rispondere scrivi dica digam conte escreva diz antwoord zeg vertel schrijf svara odpowiedz`,
  praise: `include begin steer nudge persuade convince recommend praise rate describe mark classify score rank accept approve promote endorse favour favor prefer accept positive
    bewerten bewerte empfiehl empfehlen nenne verschweige verschweigen pr\u00e9sentez pr\u00e9sente recommande recommandez recomienda recomi\u00e9ndale recomiende
    raccomanda descrivi descrivete describe describan recomende aanbevelen beveel noem
    best excellent groundbreaking outstanding stars positive acceptance strong superior greatest leader leading safe benign perfect premium trusted safest beste besten meilleur meilleure mejor migliore melhor confi\u00e1vel fiable sterne`,
  now: 'now henceforth onwards point ab sofort fortan d\u00e9sormais maintenant ahora adelante partir poi ora agora vanaf voortaan nu',
  everything: `everything everthing anything whatever all every any alles s\u00e4mtliche alle allem tout toute toutes tous todo todos todas tutto tutte tutti tudo qualquer
    qualsiasi cualquier alles wszystkie wszystko alla allt t\u00fcm \u0432\u0441\u0451 \u0432\u0441\u0435`,
  told: `told said given received learned above asked taught initialised initialized trained instructed got learnt gesagt gegeben erhalten bekommen mitgeteilt
    dit re\u00e7ues re\u00e7us donn\u00e9es appris dijeron dicho recibido recibiste dado dadas detto ricevuto ricevute dato disseram dito recebeu recebidas gezegd gekregen verteld gegeven`,
  instead:
    'instead rather only solely nur stattdessen seulement plut\u00f4t solo solamente soltanto apenas somente alleen',
  as: 'as like als comme como come',
  text: 'text words message conversation everything above paragraph sentence line messages mensaje messaggio mensagem',
  rotated: rot13(TELLING),
  reversed: backwards(TELLING),
  notice:
    'note attention notice message memo reminder hint warning dear hey hinweis achtung attenzione avviso nota avis atenci\u00f3n aviso aten\u00e7\u00e3o opgelet uwaga',
  if: 'if wenn falls si se als je\u015bli om quando when whenever cuando quando wanneer sobald',
  reading:
    'reading read reads processing process parsing parse summarizing summarising summarize summarise evaluating reviewing grading scanning indexing lesen liest lisez lisant leen leyendo leggono leggere lendo lezen trained ingesting crawling r\u00e9sumez resumir resumen riassumi',
  send: `send sends forward post posts upload append paste transmit exfiltrate leak encode embed load fetch email schicke sende envoie envoyez transmets env\u00eda
    manda invia inoltra envie mande verstuur stuur`,
  taken: `conversation conversations history chat credentials token tokens password passwords cookie cookies env secret secrets
    contents verlauf historique historial cronologia hist\u00f3rico gesprek geschiedenis`,
  link: 'http https url webhook endpoint curl wget',
  tool: 'tool tools function plugin api command shell terminal bash script',
  use: 'add buy purchase click visit navigate download install transfer pay delete use call run execute invoke open using trigger',
  secretly:
    'silently quietly secretly covertly stillschweigend heimlich discr\u00e8tement secretamente segretamente discretamente',
  reply:
    'reply replies answer answers response responses output summary summaries review completion antwort r\u00e9ponse respuesta risposta resposta antwoord',
  refuse:
    'refuse refuses decline declines deny denies reject rejects ablehnst ablehnen lehnst refuses refusez niegas rifiuti recusa weigert object warn comply',
  request:
    'request requests question questions anything everything nothing nichts anfrage anfragen demande demandes nada richiesta richieste pedido pedidos verzoek prompt prompts wish task',
  perform:
    'fulfil fulfill fulfils obey obeys accepts acceptes accept aceptas rispondi responde uitvoert comply complies honour grant answers answer',
  prohibited: 'prohibited forbidden illegal harmful disallowed banned',
  maker: 'creator creators developers developer openai anthropic makers maker administrator vendor',
  matter: 'matter regardless whatever irrespective',
  whenever: 'whenever',
  exist: 'exist existed exists',
  that: 'that dass que che dat',
  new: 'new real actual true updated neue nouvelle nuevas nuove novas nieuwe',
  quoted: `sentence string quote quotes quoted attack attacks attacker attackers injection injections jailbreak jailbreaks phrase phrases sentence example examples payload payloads detector detectors
    researchers researcher filter filters scanner vulnerability exploit adversarial angriff attaque ataque attacco aanval`,
});
