/** Two words that trade places, with the same article and the same grammar. Lower case. */
export type SwapPair = readonly [string, string];

/** A language's table for counterfactual swaps. */
export interface SwapTable {
  readonly language: string;
  readonly axis: string;
  readonly pairs: readonly SwapPair[];
  /** Words with two counterparts, by what follows: `attached` before a word that they belong to, `alone` otherwise. */
  readonly twofold: Readonly<Record<string, { readonly attached: string; readonly alone: string }>>;
  /** Words after which a twofold word surely stands alone. */
  readonly closing: ReadonlySet<string>;
  /** Words that surely belong to a twofold word before them. */
  readonly possessed: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const pairs = (text: string): SwapPair[] => text.split(' ').map((pair) => pair.split('/') as unknown as SwapPair);

/**
 * English, gender. In each pair both words begin with a consonant sound or both with a vowel sound, so that "a" and "an" stay right.
 * "her" answers to "his" (her book) and to "him" (saw her); "his" to "her" and to "hers". Where the next word does not tell, the text is
 * left alone. No pair of which one word often means no person: a threat has actors, and one grooms a dog.
 */
export const ENGLISH_GENDER: SwapTable = {
  language: 'en',
  axis: 'gender',
  pairs: pairs(
    'she/he herself/himself woman/man women/men girl/boy girls/boys mother/father mothers/fathers daughter/son daughters/sons ' +
      'sister/brother sisters/brothers wife/husband wives/husbands niece/nephew nieces/nephews ' +
      'grandmother/grandfather grandmothers/grandfathers granddaughter/grandson granddaughters/grandsons ' +
      'stepmother/stepfather stepsister/stepbrother mom/dad moms/dads lady/gentleman ladies/gentlemen ' +
      'waitress/waiter waitresses/waiters policewoman/policeman policewomen/policemen ' +
      'businesswoman/businessman businesswomen/businessmen chairwoman/chairman spokeswoman/spokesman ' +
      'saleswoman/salesman saleswomen/salesmen congresswoman/congressman girlfriend/boyfriend girlfriends/boyfriends ' +
      'widow/widower widows/widowers princess/prince princesses/princes ' +
      'heiress/heir heiresses/heirs',
  ),
  twofold: {
    her: { attached: 'his', alone: 'him' },
    his: { attached: 'her', alone: 'hers' },
    him: { attached: 'her', alone: 'her' },
    hers: { attached: 'his', alone: 'his' },
  },
  closing: words(
    'and or but to in on at for with from by of as if when while because that than then there here again too today tomorrow ' +
      'yesterday now later soon is was are were will would can could should a an the this who which about after before into off up ' +
      'down out away back alone he she it they we you i not yet so also',
  ),
  // Singular nouns that want an article: without one they cannot follow an object ("gave her money" may mean him, "gave her book" not).
  possessed: words(
    'own mother father daughter son sister brother wife husband child baby friend name hand head face mind body arm leg job career ' +
      'office boss team company house room door car bag book phone desk teacher degree country city answer idea opinion decision ' +
      'story speech letter plan dog colleague neighbour neighbor doctor lawyer manager wallet passport salary',
  ),
};

/** Swedish pronouns, gender: one form answers to one form. Without "man", which is mostly "one". */
export const SWEDISH_GENDER: SwapTable = {
  language: 'sv',
  axis: 'gender',
  pairs: pairs('hon/han henne/honom hennes/hans kvinnor/män flicka/pojke flickor/pojkar syster/bror systrar/bröder'),
  twofold: {},
  closing: words(''),
  possessed: words(''),
};

export const SWAP_TABLES: readonly SwapTable[] = [ENGLISH_GENDER, SWEDISH_GENDER];
