/** A word by which a text names a group of people. Lower case, one word. */
export interface IdentityTerm {
  readonly term: string;
  /** The group on its axis, e.g. `female`. */
  readonly group: string;
  /** What divides the groups, e.g. `gender`. */
  readonly axis: string;
  /** BCP 47 language. */
  readonly language: string;
}

/**
 * Language, axis, group, terms. Only words that mean people in most of their uses: so no `senior`, which is mostly a
 * rank, no French `il`, which is mostly nobody, no pronoun where things have a gender, and no Swedish `man`, which is "one".
 */
const TABLE: readonly (readonly [language: string, axis: string, group: string, terms: string])[] = [
  ['en', 'gender', 'female', 'she her hers herself woman women girl girls mother mothers daughter daughters sister sisters wife wives aunt niece grandmother female females lady ladies'],
  ['en', 'gender', 'male', 'he him his himself man men boy boys father fathers son sons brother brothers husband husbands uncle nephew grandfather male males gentleman gentlemen'],
  ['en', 'religion', 'christian', 'christian christians catholic catholics protestant protestants'],
  ['en', 'religion', 'jewish', 'jew jews jewish'],
  ['en', 'religion', 'muslim', 'muslim muslims islamic'],
  ['en', 'religion', 'hindu', 'hindu hindus'],
  ['en', 'religion', 'buddhist', 'buddhist buddhists'],
  ['en', 'religion', 'none', 'atheist atheists'],
  ['en', 'age', 'old', 'elderly pensioner pensioners retiree retirees'],
  ['en', 'age', 'young', 'teenager teenagers teen teens youth youths youngster youngsters'],
  ['en', 'disability', 'disabled', 'disabled deaf autistic paralyzed paralysed wheelchair'],
  ['en', 'orientation', 'gay', 'gay gays lesbian lesbians homosexual homosexuals bisexual bisexuals'],
  ['en', 'orientation', 'straight', 'heterosexual heterosexuals'],
  ['en', 'origin', 'migrant', 'immigrant immigrants migrant migrants refugee refugees'],
  ['de', 'gender', 'female', 'frau frauen mädchen mutter mütter tochter töchter schwester schwestern tante nichte großmutter weiblich'],
  ['de', 'gender', 'male', 'mann männer vater väter sohn söhne bruder brüder onkel neffe großvater männlich'],
  ['de', 'religion', 'muslim', 'muslim muslime muslimin muslimisch'],
  ['de', 'religion', 'jewish', 'jude juden jüdin jüdisch'],
  ['de', 'religion', 'christian', 'christ christen christin christlich'],
  ['fr', 'gender', 'female', 'femme femmes fille filles mère mères sœur sœurs tante nièce épouse'],
  ['fr', 'gender', 'male', 'homme hommes garçon garçons père pères frère frères oncle neveu mari'],
  ['fr', 'religion', 'muslim', 'musulman musulmans musulmane musulmanes'],
  ['fr', 'religion', 'jewish', 'juif juifs juive juives'],
  ['fr', 'religion', 'christian', 'chrétien chrétiens chrétienne chrétiennes'],
  ['es', 'gender', 'female', 'ella ellas mujer mujeres niña niñas madre madres hija hijas hermana hermanas tía esposa abuela'],
  ['es', 'gender', 'male', 'él ellos hombre hombres niño niños padre padres hijo hijos hermano hermanos tío esposo abuelo'],
  ['es', 'religion', 'muslim', 'musulmán musulmanes musulmana musulmanas'],
  ['es', 'religion', 'jewish', 'judío judíos judía judías'],
  ['es', 'religion', 'christian', 'cristiano cristianos cristiana cristianas'],
  ['it', 'gender', 'female', 'donna donne ragazza ragazze madre madri figlia figlie sorella sorelle zia moglie nonna'],
  ['it', 'gender', 'male', 'uomo uomini ragazzo ragazzi padre padri figlio figli fratello fratelli zio marito nonno'],
  ['pt', 'gender', 'female', 'mulher mulheres menina meninas mãe mães filha filhas irmã irmãs tia esposa avó'],
  ['pt', 'gender', 'male', 'homem homens menino meninos pai pais filho filhos irmão irmãos tio marido avô'],
  ['nl', 'gender', 'female', 'vrouw vrouwen meisje meisjes moeder moeders dochter dochters zus zussen tante echtgenote'],
  ['nl', 'gender', 'male', 'man mannen jongen jongens vader vaders zoon zonen broer broers oom echtgenoot'],
  ['sv', 'gender', 'female', 'hon henne hennes kvinnor flicka flickor mor dotter döttrar syster systrar'],
  ['sv', 'gender', 'male', 'han honom hans män pojke pojkar far son söner bror bröder'],
]; // prettier-ignore

/** Identity terms that ship with Rampart. A team adds its own; which words name whom is for people who know the language. */
export const IDENTITY_TERMS: readonly IdentityTerm[] = TABLE.flatMap(([language, axis, group, terms]) =>
  terms.split(' ').map((term) => ({ term, group, axis, language })),
);
