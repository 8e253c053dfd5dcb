import { addDays } from '@medley/kernel';
import { type Culture, type CultureName, CULTURES, UNUSUAL_NAMES } from './names';
import { Chance } from './random';

/** A person as the generator made them; the server gives the MRN. */
export type DemoPerson = Readonly<{
  /** Names the person across clinics and runs. */
  key: string;
  givenName: string;
  familyName: string;
  nameToUse: string | null;
  birthDate: string;
  gender: 'MALE' | 'FEMALE' | 'OTHER' | 'UNKNOWN';
  sexAtBirth: 'MALE' | 'FEMALE' | null;
  phone: string | null;
  email: string | null;
  address: Readonly<{ line: string; city: string; state: string | null; postalCode: string; country: string }>;
  language: string;
  identifiers: readonly Readonly<{ system: string; value: string }>[];
  registeredOn: string;
  deceasedOn: string | null;
}>;

/** Where a clinic's people live and come from. */
export type Neighbourhood = Readonly<{
  streets: readonly string[];
  places: readonly (readonly [city: string, postalCode: string])[];
  region: string | null;
  country: string;
  /** Digits behind the country code which no operator gives out, so that no demo message can reach anyone. */
  phonePrefix: string;
  origins: readonly (readonly [CultureName, number])[];
}>;

/** People are dated from here and not from today, so that every run makes the same ones. */
const EPOCH = '2026-01-01';
const YEAR = 365.25;
const HEALTH_NUMBER = 'https://id.medley.example/pt/utente';

interface Household {
  readonly chance: Chance;
  readonly near: Neighbourhood;
  readonly culture: Culture;
  readonly families: readonly [string, string];
  readonly address: DemoPerson['address'];
  readonly phone: string;
  readonly key: string;
}

/** So many people of a neighbourhood, in families that share an address and often a phone (TN6). */
export function peopleOf(seed: string, count: number, near: Neighbourhood): DemoPerson[] {
  const people = UNUSUAL_NAMES.map((_, n) => unusualPerson(new Chance(`${seed}/unusual/${String(n)}`), near, n));
  for (let n = 0; people.length < count; n++) people.push(...household(`${seed}/${String(n)}`, near));
  return people.slice(0, count);
}

function household(key: string, near: Neighbourhood): DemoPerson[] {
  const chance = new Chance(key);
  const culture: Culture = CULTURES[chance.weighted(near.origins)];
  const families = [chance.pick(culture.families, 1.7), chance.pick(culture.families, 1.7)] as const;
  const home: Household = {
    chance,
    near,
    culture,
    families,
    address: addressIn(chance, near),
    phone: phoneIn(chance, near),
    key,
  };
  const age = chance.weighted([[26, 14], [38, 26], [52, 26], [66, 20], [79, 14]] as const) + chance.int(-7, 8); // prettier-ignore
  const head = person(home, 0, age, chance.happens(0.53));
  const isCouple = chance.happens(age > 75 ? 0.35 : 0.55);
  const partner = isCouple ? [person(home, 1, Math.max(19, age + chance.int(-6, 6)), head.gender === 'MALE')] : [];
  const oldest = age - chance.int(22, 34);
  const wanted = oldest < 0 ? 0 : chance.weighted([[0, 30], [1, 30], [2, 28], [3, 9], [4, 3]] as const); // prettier-ignore
  const ages = Array.from({ length: wanted }, (_, n) => oldest - n * chance.int(2, 4)).filter(
    (years) => years >= 0 && years < 21,
  );
  return [head, ...partner, ...ages.map((years, n) => person(home, 2 + n, years, chance.happens(0.5)))];
}

function person(home: Household, member: number, age: number, isWoman: boolean): DemoPerson {
  const { chance, culture, near } = home;
  const first = chance.pick(isWoman ? culture.women : culture.men, 1.4);
  const second = chance.happens(culture.second) ? chance.pick(isWoman ? culture.women : culture.men) : first;
  const givenName = second === first ? first : `${first} ${second}`;
  const familyName = familyNameOf(home, member);
  const birthDate = addDays(EPOCH, -Math.round(age * YEAR) - chance.int(0, 364));
  const isAdult = age >= 18;
  return {
    key: `${home.key}/${String(member)}`,
    givenName,
    familyName,
    ...identityOf(chance, first, isWoman),
    birthDate,
    phone: !isAdult || chance.happens(0.35) ? home.phone : chance.happens(0.95) ? phoneIn(chance, near) : null,
    email: isAdult && chance.happens(age > 70 ? 0.3 : 0.75) ? emailOf(first, familyName, chance) : null,
    address: home.address,
    language: culture.language,
    identifiers: chance.happens(0.7) ? [{ system: HEALTH_NUMBER, value: chance.digits(9) }] : [],
    ...historyOf(chance, birthDate, age),
  };
}

function unusualPerson(chance: Chance, near: Neighbourhood, n: number): DemoPerson {
  const name = UNUSUAL_NAMES[n % UNUSUAL_NAMES.length];
  if (name === undefined) throw new Error('There are no unusual names');
  const age = chance.int(4, 85);
  const birthDate = addDays(EPOCH, -Math.round(age * YEAR) - chance.int(0, 364));
  const sex = name.woman ? 'FEMALE' : 'MALE';
  return {
    key: `unusual/${near.country}/${near.region ?? ''}/${String(n)}`,
    givenName: name.given,
    familyName: name.family,
    nameToUse: name.toUse ?? null,
    birthDate,
    gender: sex,
    sexAtBirth: sex,
    phone: phoneIn(chance, near),
    email: null,
    address: addressIn(chance, near),
    language: name.language,
    identifiers: [],
    ...historyOf(chance, birthDate, age),
    deceasedOn: null,
  };
}

/** Children carry the mother's name before the father's; partners bring their own. */
function familyNameOf({ chance, culture, families: [one, other] }: Household, member: number): string {
  if (culture.familyNames === 1) return member === 1 && chance.happens(0.4) ? other : one;
  const second = member < 2 ? chance.pick(culture.families, 1.3) : member % 2 === 0 ? other : one;
  const own = member === 1 ? other : one;
  return second === own ? own : `${second} ${own}`;
}

function identityOf(
  chance: Chance,
  first: string,
  isWoman: boolean,
): Pick<DemoPerson, 'gender' | 'sexAtBirth' | 'nameToUse'> {
  const sex = isWoman ? ('FEMALE' as const) : ('MALE' as const);
  if (chance.happens(0.008))
    return { gender: 'OTHER', sexAtBirth: sex, nameToUse: chance.pick(['Alex', 'Sam', 'Noa', 'Ariel', 'Jo']) };
  if (chance.happens(0.004)) return { gender: 'UNKNOWN', sexAtBirth: null, nameToUse: null };
  const short = first.length > 6 && chance.happens(0.06) ? first.slice(0, 4) : null;
  return { gender: sex, sexAtBirth: chance.happens(0.9) ? sex : null, nameToUse: short };
}

function historyOf(chance: Chance, birthDate: string, age: number): Pick<DemoPerson, 'registeredOn' | 'deceasedOn'> {
  const ago = addDays(EPOCH, -Math.floor(chance.next() ** 1.5 * 900));
  const registeredOn = ago < birthDate ? addDays(birthDate, chance.int(1, 14)) : ago;
  const died = age > 70 && chance.happens(0.05);
  const deceasedOn = died ? addDays(registeredOn, chance.int(5, 200)) : null;
  return {
    registeredOn: registeredOn > EPOCH ? EPOCH : registeredOn,
    deceasedOn: deceasedOn !== null && deceasedOn < EPOCH ? deceasedOn : null,
  };
}

function addressIn(chance: Chance, near: Neighbourhood): DemoPerson['address'] {
  const [city, postalCode] = chance.pick(near.places);
  const floor = chance.happens(0.6) ? `, ${String(chance.int(1, 8))}º ${chance.pick(['Esq.', 'Dto.', 'Frente'])}` : '';
  const line = `${chance.pick(near.streets)} ${String(chance.int(1, 180))}${floor}`;
  return { line, city, state: near.region, postalCode: `${postalCode}-${chance.digits(3)}`, country: near.country };
}

const phoneIn = (chance: Chance, near: Neighbourhood): string => `${near.phonePrefix}${chance.digits(6)}`;

function emailOf(first: string, family: string, chance: Chance): string {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z]/g, '');
  const last = family.split(' ').at(-1) ?? family;
  return `${plain(first)}.${plain(last)}${String(chance.int(1, 99))}@mail.example`;
}
