import { PatientIndex, type SearchablePatient } from './patient-index';
import { mistype, population, seeded } from './population';

const id = (n: number) => `0190a0b0-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const PEOPLE: readonly SearchablePatient[] = [
  {
    id: id(1),
    givenName: 'Maria João',
    familyName: 'Gonçalves',
    birthDate: '1980-05-04',
    phone: '+351912345678',
    mrn: 'MRN-2026-000123',
  },
  {
    id: id(2),
    givenName: 'Jürgen',
    familyName: 'Müller-Lüdenscheidt',
    birthDate: '1955-11-30',
    phone: '+4917012345',
    mrn: 'MRN-2026-000007',
  },
  {
    id: id(3),
    givenName: 'محمد',
    familyName: 'العلي',
    birthDate: '2001-01-31',
    mrn: 'MRN-2025-000123',
    identifiers: ['X-4581/555'],
  },
  {
    id: id(4),
    givenName: 'Siobhán',
    familyName: "O'Brien",
    nameToUse: 'Shiv',
    mrn: 'MRN-2026-000200',
    phone: '+35314960000',
  },
  { id: id(5), givenName: 'Ann', familyName: 'Li', birthDate: '1980-04-05', mrn: 'MRN-2026-000201' },
  { id: id(6), givenName: '小明', familyName: '王', mrn: 'MRN-2026-000202' },
];

function indexOf(people: Iterable<SearchablePatient> = PEOPLE): PatientIndex {
  const index = new PatientIndex();
  for (const person of people) index.put(person);
  return index;
}

const found = (text: string, index = indexOf()) =>
  index.search(text, 10).hits.map((hit) => Number.parseInt(hit.id.slice(-12), 16));

describe('patient index', () => {
  it.each([
    ['goncalves', 1], ['Gonsalves', 1], ['gonçalves maria', 1], ['Maria Joao Goncalves', 1], ['mariajoao', 1],
    ['mria golcaves', 1], ['muller jurgen', 2], ['ludenscheid', 2], ['jurg mul', 2], ['obrian', 4], ["o'brien", 4],
    ['shiv', 4], ['محمد', 3], ['محمّد العلي', 3], ['li ann', 5], ['王小明', 6], ['gon calves', 1],
  ])('finds %s', (text, person) => expect(found(text)[0]).toBe(person)); // prettier-ignore

  it.each([
    ['912 345 678', 1], ['+351 912345678', 1], ['00351912345678', 1], ['5678', 1], ['(0170) 12345', 2],
    ['mrn-2026-000123', 1], ['mrn2026000123', 1], ['2026-000007', 2], ['x4581555', 3], ['goncalves 1980', 1],
  ])('ID5: finds the number %s', (text, person) => expect(found(text)[0]).toBe(person)); // prettier-ignore

  it.each(['04.05.1980', '4/5/1980', '04051980'])('finds both readings of the birth date %s', (text) =>
    expect(found(text).sort()).toEqual([1, 5]),
  );

  it('narrows a shared birth date by a name', () => expect(found('4/5/1980 li')[0]).toBe(5));
  it('finds everyone with a bare running number', () => expect(found('123').sort()).toEqual([1, 2, 3]));

  it('says which fields matched', () => {
    const [hit] = indexOf().search('goncalves 5678', 10).hits;
    expect(hit?.matched).toEqual(['familyName', 'phone']);
  });

  it('finds nobody for nonsense and for nothing', () => {
    expect(found('qqqqwwww')).toEqual([]);
    expect(found('   ')).toEqual([]);
  });

  it('follows a change of name and a removal at once', () => {
    const index = indexOf();
    index.put({ ...PEOPLE[4], id: id(5), givenName: 'Ann', familyName: 'Okafor' });
    expect(found('okafor', index)).toEqual([5]);
    expect(found('ann li', index)).not.toContain(0);
    index.remove(id(5));
    expect(found('okafor', index)).toEqual([]);
    expect(index.size).toBe(5);
  });

  it('pages without gaps or repeats, in one order', () => {
    const index = indexOf(population(2_000));
    const all = index.search('ma', 2_000);
    const paged: string[] = [];
    for (let page = index.search('ma', 7); page.hits.length > 0; page = index.search('ma', 7, page.hits.at(-1)))
      paged.push(...page.hits.map((hit) => hit.id));
    expect(paged).toEqual(all.hits.map((hit) => hit.id));
    expect(all.total).toBe(all.hits.length);
    expect(all.total).toBeGreaterThan(20);
  });

  it('stays right through thousands of changes', () => {
    const random = seeded(5);
    const people = [...population(3_000)];
    const index = indexOf(people);
    const kept = people.filter(() => random() < 0.3);
    for (const person of people) index.remove(person.id);
    for (const person of kept) index.put(person);
    const fresh = indexOf(kept);
    for (const person of kept.slice(0, 50))
      expect(index.search(person.familyName, 50).hits).toEqual(fresh.search(person.familyName, 50).hits);
  });

  describe('among 20,000 people', () => {
    const people = [...population(20_000)];
    const index = indexOf(people);
    const names = new Map(people.map((person) => [person.id, `${person.givenName} ${person.familyName}`]));

    it.each([[1, 0.99], [2, 0.98], [3, 0.96]])('finds a name with %i typos in the first ten', (typos, share) => {
      const random = seeded(11);
      const searched = people.filter((_, n) => n % 100 === 0);
      const hits = searched.filter((person) => {
        const name = names.get(person.id) ?? '';
        return index.search(mistype(name, typos, random), 10).hits.some((hit) => names.get(hit.id) === name);
      });
      expect(hits.length / searched.length).toBeGreaterThanOrEqual(share);
    }); // prettier-ignore
  });
});
