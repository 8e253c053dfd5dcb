type Typed = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** The same numbers in an array of at least `length`, grown by half so that adding one stays cheap. */
export function roomFor<T extends Typed>(array: T, length: number): T {
  if (length <= array.length) return array;
  const Kind = array.constructor as new (size: number) => T;
  const grown = new Kind(Math.max(length, Math.ceil(array.length * 1.5), 16));
  grown.set(array);
  return grown;
}

/** Growable lists of numbers by key, in typed arrays; the order inside a list carries no meaning. */
export class Lists {
  private readonly values: (Uint32Array | undefined)[] = [];
  private readonly sizes: number[] = [];

  size(key: number): number {
    return this.sizes[key] ?? 0;
  }

  /** The numbers of one list; valid until the list is changed. */
  of(key: number): Uint32Array {
    return (this.values[key] ?? NOTHING).subarray(0, this.size(key));
  }

  add(key: number, value: number): void {
    const size = this.size(key);
    const list = roomFor(this.values[key] ?? NOTHING.slice(), size + 1);
    list[size] = value;
    this.values[key] = list;
    this.sizes[key] = size + 1;
  }

  remove(key: number, value: number): void {
    const list = this.of(key);
    const at = list.indexOf(value);
    if (at < 0) return;
    list[at] = list[list.length - 1] ?? 0;
    this.sizes[key] = list.length - 1;
    if (list.length === 1) this.values[key] = undefined;
  }
}

const NOTHING = new Uint32Array(0);

/** Patient ids (UUIDs) to small numbers and back: 16 bytes each plus an open-addressing table, no strings kept. */
export class IdTable {
  size = 0;
  private parts = new Uint32Array(64);
  private table = new Int32Array(64).fill(-1);
  private used = 0;
  private readonly free: number[] = [];
  private next = 0;

  /** One past the highest number in use. */
  get end(): number {
    return this.next;
  }

  slotOf(id: string): number | undefined {
    const key = partsOf(id);
    const slot = this.table[this.find(key)] ?? -1;
    return slot >= 0 ? slot : undefined;
  }

  idOf(slot: number): string {
    const hex = [0, 1, 2, 3].map((n) => (this.parts[slot * 4 + n] ?? 0).toString(16).padStart(8, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** Whether the first id comes before the second one as text does; negative, zero or positive. */
  compare(slot: number, other: number | Uint32Array): number {
    const theirs = typeof other === 'number' ? this.parts.subarray(other * 4, other * 4 + 4) : other;
    for (let n = 0; n < 4; n++) {
      const difference = (this.parts[slot * 4 + n] ?? 0) - (theirs[n] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  add(id: string): number {
    if ((this.used + 1) * 2 > this.table.length) this.rehash();
    const slot = this.free.pop() ?? this.next++;
    const key = partsOf(id);
    this.parts = roomFor(this.parts, (slot + 1) * 4);
    this.parts.set(key, slot * 4);
    const at = this.find(key);
    if (this.table[at] === -1) this.used++;
    this.table[at] = slot;
    this.size++;
    return slot;
  }

  remove(id: string): void {
    const at = this.find(partsOf(id));
    const slot = this.table[at] ?? -1;
    if (slot < 0) return;
    this.table[at] = REMOVED;
    this.free.push(slot);
    this.size--;
  }

  private find(key: Uint32Array): number {
    const mask = this.table.length - 1;
    let at = (Math.imul((key[3] ?? 0) ^ (key[1] ?? 0), 0x9e3779b1) >>> 8) & mask;
    for (let slot = this.table[at] ?? -1; slot !== -1 && !this.holds(slot, key); slot = this.table[at] ?? -1)
      at = (at + 1) & mask;
    return at;
  }

  private holds(slot: number, key: Uint32Array): boolean {
    if (slot < 0) return false;
    const at = slot * 4;
    return key.every((part, n) => this.parts[at + n] === part);
  }

  private rehash(): void {
    const live = this.table.filter((slot) => slot >= 0);
    this.table = new Int32Array(Math.max(64, 2 ** Math.ceil(Math.log2((live.length + 1) * 4)))).fill(-1);
    this.used = live.length;
    for (const slot of live) this.table[this.find(this.parts.subarray(slot * 4, slot * 4 + 4))] = slot;
  }
}

/** A removed place of the table: searches pass over it. */
const REMOVED = -2;

/** An id as four numbers. */
export function partsOf(id: string): Uint32Array {
  const hex = id.replaceAll('-', '');
  return Uint32Array.from([0, 8, 16, 24], (at) => Number.parseInt(hex.slice(at, at + 8), 16));
}
