import { AMBIGUOUS_NAMES, GIVEN_NAMES } from './given-names';
import { WordTable } from './word-table';

export const GIVEN = 1 << 0;
/** A given name that is another word as well. */
export const AMBIGUOUS = 1 << 1;
export const TITLE = 1 << 2;
export const SALUTE = 1 << 3;
export const SIGN_OFF = 1 << 4;
export const WROTE = 1 << 5;
/** A capitalised word that is no part of a name: a weekday, a greeting's noun, a firm's word. */
export const NO_NAME = 1 << 6;
export const STREET = 1 << 7;
export const PHONE_WORD = 1 << 8;
export const BIRTH_WORD = 1 << 9;
export const SSN_WORD = 1 << 10;
export const TAX_WORD = 1 << 11;
export const PASSPORT_WORD = 1 << 12;
export const LICENCE_WORD = 1 << 13;
export const SECRET_WORD = 1 << 14;
export const USER_WORD = 1 << 15;
export const PARTICLE = 1 << 16;
export const VERSION_WORD = 1 << 17;
export const STATE = 1 << 18;
export const INTRODUCES = 1 << 19;
export const BOX = 1 << 20;
/** A word before a given name that makes a place of it: San Jose, St. Louis. */
export const PLACE_BEFORE = 1 << 22;
/** A street's type that stands before its name: rue, via, calle. */
export const STREET_BEFORE = 1 << 23;

/** `at`, as people write it in an address that machines should not read. */
export const SPELLED_AT = 1 << 24;

const NO_NAMES = `
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur fri sat sun
january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
the a an and or but if in on at to of for from by with without as is are was were be been am do does did has have had not no yes ok so
i you he she it we they me my your his her its our their us them this that these those there here what which who whom whose when where why how
all any both each every few more most other some such only own same than then too very can could will would shall should may might must
re fw fwd cc bcc subject date sent reply message original mailing list lists dev devel users user team support sales info admin administrator
webmaster postmaster news newsletter daily weekly update updates digest service services customer office department group groups help desk
friend friends sir madam sirs everyone everybody folks guys member members subscriber customer colleague colleagues valued homeowner investor reader
inc corp corporation ltd llc gmbh company co plc university college institute school bank press times journal foundation society association
international national american british irish french german european united states america england ireland france germany europe london dublin
new york california texas florida washington boston chicago san francisco los angeles city county street road avenue north south east west
linux windows unix microsoft apple google yahoo ibm sun oracle intel dell compaq hotmail aol netscape mozilla apache perl python java debian redhat red hat gnome kde
internet web site page email mail online server software version free click please thanks thank regards best cheers hello hi dear hey
mr mrs ms dr prof professor love god jesus christ lord hotel airport church hospital park river lake mount island bay valley beach
razor spamassassin procmail exmh sourceforge slashdot wired forbes yahoogroups egroups kernel project open source public license central general
one two three four five six seven eight nine ten first second third last next home back top good great happy big high low old real world
money credit card debt loan mortgage business marketing report program order offer special price cash account income government
act law court state federal president senator congress house senate committee union party church
`;

/** Every word that the scan knows, and what it is a sign of. */
export const WORDS = new WordTable([
  [GIVEN, GIVEN_NAMES],
  [AMBIGUOUS, AMBIGUOUS_NAMES],
  [
    TITLE,
    'mr mrs ms miss dr prof professor herr frau monsieur madame mme mlle sr sra senor senora signor signora rev reverend judge senator congressman congresswoman gov governor capt captain lt sgt col dame',
  ],
  [SALUTE, 'dear hi hello hey hallo bonjour hola ciao greetings liebe lieber cher chere estimado'],
  [
    SIGN_OFF,
    'regards cheers thanks sincerely rgds thx yours best truly love later ciao gruss grusse cordialement saludos ttfn slainte respectfully faithfully',
  ],
  [WROTE, 'wrote writes schrieb ecrit escribio scrisse'],
  [NO_NAME, NO_NAMES],
  [
    STREET,
    'street st avenue ave road rd boulevard blvd lane ln drive dr court ct place pl square sq way terrace crescent close parkway pkwy highway hwy circle cir row quay gardens mews loop trail plaza',
  ],
  [STREET_BEFORE, 'rue via calle avenida piazza viale corso rua avinguda plac'],
  [
    PHONE_WORD,
    'phone phones telephone tel fax facsimile mobile cell cellular call calling pager toll telefon telefono telefoon handy voice voicemail dial hotline ph tlf portable sms whatsapp',
  ],
  [BIRTH_WORD, 'born birth dob birthday birthdate geboren geburtsdatum ne nee nacimiento nascita geb naissance'],
  [SSN_WORD, 'ssn social security'],
  [TAX_WORD, 'steuer steuernummer steueridentifikationsnummer identifikationsnummer idnr steuerid tin tax'],
  [PASSPORT_WORD, 'passport passports reisepass pass passeport pasaporte'],
  [LICENCE_WORD, 'licence license dl fuhrerschein permis'],
  [
    SECRET_WORD,
    'password passwd pwd passphrase passcode pass secret api_key apikey api_token access_token auth_token token secret_key secretkey client_secret accesskey access_key private_key accountkey sharedaccesskey aws_secret_access_key secretaccesskey passwort credential credentials db_password auth bearer authorization key',
  ],
  [
    USER_WORD,
    'username user_name userid user_id login logon nick nickname handle screenname icq aim msn yahoo skype twitter instagram telegram uid account user',
  ],
  [PARTICLE, 'van von de der den di da del della la le du dos bin ben al el st mac ter zu'],
  [VERSION_WORD, 'version ver v release build oid firmware kernel'],
  [
    STATE,
    'al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr',
  ],
  [INTRODUCES, 'name named author contact attn attention signed maintainer recipient cardholder sender by'],
  [BOX, 'box'],
  [SPELLED_AT, 'at'],
  [PLACE_BEFORE, 'san saint st santa port fort los las mount lake'],
]);
