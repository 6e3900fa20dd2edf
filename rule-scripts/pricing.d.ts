// The types of everything that a pricing script can use, and of nothing else: check scripts against
// this file alone, with noLib. What is not declared here is not there.

// --- what a script is given ------------------------------------------------------------------

/** A decimal as text, such as '0.002'. Also a JSON number reaches a script as such a text. */
type DecimalText = string;

/** What Decimal's methods take: a number only if it is whole and safe. */
type DecimalInput = Decimal | DecimalText | number;

/** JSON as scripts see it: numbers are decimal texts. */
type Json = string | boolean | null | undefined | readonly Json[] | {readonly [name: string]: Json};

/** The properties of an event. */
type Properties = {readonly [property: string]: Json};

/** First argument of price(usage, params, context): the usage of a cell so far, always in full. */
interface Usage {
  /** The quantity to price; an entitlement's allowance is already taken off. */
  readonly quantity: Decimal;
  /** With an entitlement: the quantity before its allowance was taken off. */
  readonly total?: DecimalText;
  /** Beside `export const sees = 'all'`: every bucket and group in use, at most 1,000, in order. */
  readonly cells?: readonly UsageCell[];
}

/** One bucket and group of a meter that counts them apart. */
interface UsageCell {
  /** Start of the bucket, UTC; null for a meter without buckets. */
  readonly bucket: string | null;
  /** Value of the property that groups; null for a meter without groups. */
  readonly group: string | null;
  readonly quantity: Decimal;
}

/** First argument of rate(event, params, context): one event alone. */
interface UsageEvent {
  /** What the meter reads from the event. */
  readonly quantity: Decimal;
  readonly properties: Properties;
  readonly event_name: string;
  readonly event_id: string;
  /** When it happened: UTC, such as 2026-03-02T10:00:00.250Z. */
  readonly timestamp: string;
}

/** Third argument: what is constant for all usage of a segment of the cell. */
interface Context {
  readonly currency: string;
  readonly plan_id: string;
  readonly subscription_id: string;
  readonly price_id: string;
  /** The billing period, [start, end), UTC. */
  readonly period: {readonly start: string; readonly end: string};
  /** The bucket of this cell within the period, where the meter has buckets. */
  readonly bucket?: {readonly start: string; readonly end: string};
  /** The group of this cell, where the meter groups. */
  readonly group?: string;
}

// --- what a script answers -------------------------------------------------------------------

/** One line of the answer. If quantity and unit_price are both given, their product is amount. */
interface Line {
  /** What is priced, 1 to 200 characters. */
  label: string;
  quantity?: Decimal | DecimalText | null;
  unit_price?: Decimal | DecimalText | null;
  amount: Decimal | DecimalText;
}

/** At most 100 lines; the amount is their sum. */
type Result = readonly Line[] | {readonly lines: readonly Line[]};

/** The entry point of a cumulative script: the price of so much usage. */
type Price<P> = (usage: Usage, params: P, context: Context) => Result;

/** The entry point of a per-event script: the price of one event. */
type Rate<P> = (event: UsageEvent, params: P, context: Context) => Result;

// --- money -----------------------------------------------------------------------------------

type Rounding = 'HALF_UP' | 'HALF_EVEN' | 'UP' | 'DOWN' | 'FLOOR' | 'CEILING';

/** An exact decimal of at most 100 digits and 100 decimals. Operators do not work on it. */
declare class Decimal {
  constructor(value: DecimalInput);
  static from(value: DecimalInput): Decimal;
  static min(a: DecimalInput, b: DecimalInput): Decimal;
  static max(a: DecimalInput, b: DecimalInput): Decimal;
  static sum(list: readonly DecimalInput[]): Decimal;
  plus(other: DecimalInput): Decimal;
  minus(other: DecimalInput): Decimal;
  times(other: DecimalInput): Decimal;
  /** The quotient at a scale of 0 to 100; there is no division without scale and rounding. */
  div(other: DecimalInput, scale: number, rounding: Rounding): Decimal;
  /** At most so many decimals. */
  round(scale: number, rounding: Rounding): Decimal;
  /** The greatest whole number that is not above it. */
  floor(): Decimal;
  /** The least whole number that is not below it. */
  ceil(): Decimal;
  /** -1, 0 or 1. */
  cmp(other: DecimalInput): -1 | 0 | 1;
  eq(other: DecimalInput): boolean;
  lt(other: DecimalInput): boolean;
  lte(other: DecimalInput): boolean;
  gt(other: DecimalInput): boolean;
  gte(other: DecimalInput): boolean;
  neg(): Decimal;
  abs(): Decimal;
  min(other: DecimalInput): Decimal;
  max(other: DecimalInput): Decimal;
  isZero(): boolean;
  /** -1, 0 or 1. */
  sign(): -1 | 0 | 1;
  /** Exactly so many decimals, as text. */
  toFixed(scale: number, rounding: Rounding): string;
  toString(): DecimalText;
  toJSON(): DecimalText;
  /** Throws: operators do not work on a Decimal. */
  valueOf(): never;
  add(other: DecimalInput): Decimal;
  subtract(other: DecimalInput): Decimal;
  sub(other: DecimalInput): Decimal;
  multiply(other: DecimalInput): Decimal;
  mul(other: DecimalInput): Decimal;
  divide(other: DecimalInput, scale: number, rounding: Rounding): Decimal;
  equals(other: DecimalInput): boolean;
  lessThan(other: DecimalInput): boolean;
  lessThanOrEqual(other: DecimalInput): boolean;
  greaterThan(other: DecimalInput): boolean;
  greaterThanOrEqual(other: DecimalInput): boolean;
  compare(other: DecimalInput): -1 | 0 | 1;
  negate(): Decimal;
}

// --- helpers ---------------------------------------------------------------------------------

/** A tier: up_to is inclusive, rises, and is null in the last tier and only there. */
interface Tier {
  readonly up_to?: DecimalInput | null;
  readonly unit_amount: DecimalInput;
  /** Charged once when usage enters the tier. */
  readonly flat_amount?: DecimalInput | null;
}

declare const tiers: {
  /** Each slice of the quantity at its own tier's price; a flat fee once per tier entered. */
  graduated(quantity: DecimalInput, list: readonly Tier[]): Line[];
  /** The whole quantity at the price of the tier it reaches. */
  volume(quantity: DecimalInput, list: readonly Tier[]): Line[];
};

/** A time taken apart; weekday 1 is Monday, 7 is Sunday. */
interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
}

/** Times are UTC texts, such as an event's timestamp or the bounds of a period. */
declare const calendar: {
  /** The fields of a time at an offset from UTC of whole minutes, 0 without one. */
  at(time: string, offsetMinutes?: number): Moment;
  /** Exact seconds from one time to another, negative backwards. */
  seconds(from: string, to: string): Decimal;
  /** Days of a period, with their fraction to 12 decimals. */
  days(period: {readonly start: string; readonly end: string}): Decimal;
};

/** How many packages of a size a quantity fills: 'up' counts begun ones, 'down' full ones. */
declare function packages(quantity: DecimalInput, size: DecimalInput, round: 'up' | 'down'): Decimal;

// --- the part of JavaScript that is there ------------------------------------------------------

interface IteratorResult<T> { done?: boolean; value: T; }
interface Iterator<T> { next(): IteratorResult<T>; }
interface Iterable<T> { [Symbol.iterator](): Iterator<T>; }
interface IterableIterator<T> extends Iterator<T> { [Symbol.iterator](): IterableIterator<T>; }
interface SymbolConstructor { readonly iterator: unique symbol; }
/** For the types above alone: scripts have no Symbol. */
declare const Symbol: SymbolConstructor;

interface Boolean { valueOf(): boolean; }
interface IArguments { readonly length: number; [index: number]: any; }
interface Function { call(this: Function, self: any, ...args: any[]): any; readonly length: number; readonly name: string; }
interface CallableFunction extends Function {}
interface NewableFunction extends Function {}

interface Number { toString(radix?: number): string; toFixed(digits?: number): string; valueOf(): number; }
interface NumberConstructor {
  (value?: any): number;
  readonly MAX_SAFE_INTEGER: number;
  readonly MIN_SAFE_INTEGER: number;
  isInteger(value: unknown): boolean;
  isSafeInteger(value: unknown): boolean;
  isFinite(value: unknown): boolean;
  isNaN(value: unknown): boolean;
  parseInt(text: string, radix?: number): number;
  parseFloat(text: string): number;
}
declare const Number: NumberConstructor;
declare const Boolean: (value?: any) => boolean;
declare const NaN: number;
declare const Infinity: number;
declare function isNaN(value: number): boolean;
declare function isFinite(value: number): boolean;
declare function parseInt(text: string, radix?: number): number;
declare function parseFloat(text: string): number;

declare const Math: {
  abs(x: number): number; ceil(x: number): number; floor(x: number): number; max(...x: number[]): number;
  min(...x: number[]): number; round(x: number): number; sign(x: number): number; trunc(x: number): number;
};

interface Object {
  hasOwnProperty(name: string): boolean;
  isPrototypeOf(other: object): boolean;
  propertyIsEnumerable(name: string): boolean;
  toString(): string;
  valueOf(): Object;
}
declare const Object: {
  keys(of: object): string[];
  values<T>(of: {readonly [name: string]: T} | readonly T[]): T[];
  entries<T>(of: {readonly [name: string]: T} | readonly T[]): [string, T][];
  fromEntries<T>(entries: Iterable<readonly [string, T]>): {[name: string]: T};
  assign<T, U>(target: T, source: U): T & U;
  freeze<T>(of: T): Readonly<T>;
  isFrozen(of: any): boolean;
  hasOwn(of: object, name: string): boolean;
  create(prototype: object | null): any;
};

interface RegExp {
  test(text: string): boolean;
  exec(text: string): (string[] & {index: number}) | null;
  readonly source: string;
  readonly flags: string;
  lastIndex: number;
}

interface String {
  readonly length: number;
  at(index: number): string | undefined;
  charAt(index: number): string;
  charCodeAt(index: number): number;
  codePointAt(index: number): number | undefined;
  concat(...texts: string[]): string;
  endsWith(text: string, end?: number): boolean;
  includes(text: string, from?: number): boolean;
  indexOf(text: string, from?: number): number;
  lastIndexOf(text: string, from?: number): number;
  padEnd(length: number, fill?: string): string;
  padStart(length: number, fill?: string): string;
  repeat(times: number): string;
  replace(text: string | RegExp, by: string | ((found: string, ...groups: any[]) => string)): string;
  replaceAll(text: string | RegExp, by: string | ((found: string, ...groups: any[]) => string)): string;
  slice(from?: number, to?: number): string;
  split(separator: string | RegExp, limit?: number): string[];
  startsWith(text: string, from?: number): boolean;
  substring(from: number, to?: number): string;
  toLowerCase(): string;
  toUpperCase(): string;
  toString(): string;
  trim(): string;
  trimEnd(): string;
  trimStart(): string;
  valueOf(): string;
  readonly [index: number]: string;
}
declare const String: (value?: any) => string;

interface ReadonlyArray<T> {
  readonly length: number;
  readonly [index: number]: T;
  at(index: number): T | undefined;
  concat(...items: (T | readonly T[])[]): T[];
  every(test: (item: T, index: number) => unknown): boolean;
  entries(): IterableIterator<[number, T]>;
  filter<S extends T>(test: (item: T, index: number) => item is S): S[];
  filter(test: (item: T, index: number) => unknown): T[];
  find(test: (item: T, index: number) => unknown): T | undefined;
  findIndex(test: (item: T, index: number) => unknown): number;
  findLast(test: (item: T, index: number) => unknown): T | undefined;
  findLastIndex(test: (item: T, index: number) => unknown): number;
  forEach(each: (item: T, index: number) => void): void;
  includes(item: T, from?: number): boolean;
  indexOf(item: T, from?: number): number;
  join(separator?: string): string;
  keys(): IterableIterator<number>;
  lastIndexOf(item: T, from?: number): number;
  map<U>(each: (item: T, index: number) => U): U[];
  reduce<U>(step: (sum: U, item: T, index: number) => U, start: U): U;
  reduceRight<U>(step: (sum: U, item: T, index: number) => U, start: U): U;
  slice(from?: number, to?: number): T[];
  some(test: (item: T, index: number) => unknown): boolean;
  toReversed(): T[];
  toSorted(compare: (a: T, b: T) => number): T[];
  toString(): string;
  values(): IterableIterator<T>;
  with(index: number, item: T): T[];
  [Symbol.iterator](): IterableIterator<T>;
}
interface Array<T> extends ReadonlyArray<T> {
  length: number;
  [index: number]: T;
  fill(item: T, from?: number, to?: number): this;
  pop(): T | undefined;
  push(...items: T[]): number;
  reverse(): T[];
  shift(): T | undefined;
  sort(compare: (a: T, b: T) => number): this;
  splice(from: number, count?: number, ...items: T[]): T[];
  unshift(...items: T[]): number;
}
interface ArrayLike<T> { readonly length: number; readonly [index: number]: T; }
declare const Array: {
  isArray(value: any): value is any[];
  of<T>(...items: T[]): T[];
  from<T>(items: Iterable<T> | ArrayLike<T>): T[];
  from<T, U>(items: Iterable<T> | ArrayLike<T>, each: (item: T, index: number) => U): U[];
};

interface Map<K, V> extends Iterable<[K, V]> {
  readonly size: number;
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): this;
  delete(key: K): boolean;
  clear(): void;
  forEach(each: (value: V, key: K) => void): void;
  keys(): IterableIterator<K>;
  values(): IterableIterator<V>;
  entries(): IterableIterator<[K, V]>;
}
declare const Map: new <K, V>(entries?: Iterable<readonly [K, V]> | null) => Map<K, V>;
interface Set<T> extends Iterable<T> {
  readonly size: number;
  has(item: T): boolean;
  add(item: T): this;
  delete(item: T): boolean;
  clear(): void;
  forEach(each: (item: T) => void): void;
  values(): IterableIterator<T>;
}
declare const Set: new <T>(items?: Iterable<T> | null) => Set<T>;

interface Error { name: string; message: string; }
interface ErrorConstructor { (message?: string): Error; new (message?: string): Error; }
declare const Error: ErrorConstructor;
declare const TypeError: ErrorConstructor;
declare const RangeError: ErrorConstructor;

type Readonly<T> = {readonly [K in keyof T]: T[K]};
type Partial<T> = {[K in keyof T]?: T[K]};
type Record<K extends string | number | symbol, T> = {[P in K]: T};
