// Runs once in every new realm, before any script: builds Decimal and the helpers, then removes,
// guards and freezes everything a script can reach. Answers the runner.
// (ops, settings): ops is the host's decimal arithmetic, settings = {fuel, depth, length}.
(function (ops, settings) {
  'use strict';
  const FUEL = settings.fuel, LENGTH = settings.length;
  const isArray = Array.isArray, define = Object.defineProperty, keysOf = Object.keys, freeze = Object.freeze, parseJson = JSON.parse, writeJson = JSON.stringify;
  const isSafeInteger = Number.isSafeInteger, regexExec = RegExp.prototype.exec, applyTo = Function.prototype.call.bind(Function.prototype.apply);

  // The meter. Compiled scripts count f down and d up; x and y end the evaluation.
  // c is called by scripts compiled for coverage alone.
  let taker;
  const meter = {
    f: 1e9, d: 0, m: settings.depth,
    x() { throw new RangeError('step budget exhausted'); },
    c(branch) { taker.branch(branch); },
    y(weight) { meter.d -= weight; meter.f -= 1000; throw new RangeError('calls are nested too deeply: at most ' + settings.depth); },
  };
  for (const k of ['m', 'x', 'y', 'c']) define(meter, k, {writable: false, configurable: false});
  const spend = n => { if ((meter.f -= n) < 0) meter.x(); };

  // --- Decimal ------------------------------------------------------------------------------
  const MODES = freeze({__proto__: null, HALF_UP: 0, HALF_EVEN: 1, UP: 2, DOWN: 3, FLOOR: 4, CEILING: 5});
  const HOST = {};
  let unwrap, wrap, isDecimal;

  const parse = x => {
    if (typeof x === 'number') {
      if (isSafeInteger(x)) return ops.fromLong(x + 0); // -0 is no long
      throw new TypeError('a fractional number is already inexact: write Decimal.from("' + x + '")');
    }
    if (typeof x !== 'string') throw new TypeError('a Decimal is built from a string or a safe integer, not from ' + (x === null ? 'null' : typeof x));
    const v = ops.parse(x);
    if (v === null) throw new RangeError('not a decimal: "' + x.slice(0, 40) + '"');
    return v;
  };
  const bounded = v => {
    if (v === null) throw new RangeError('a Decimal has at most 100 digits and 100 decimals: round before you go on');
    return v;
  };
  const scaleOf = s => {
    if (!isSafeInteger(s) || s < 0 || s > 100) throw new RangeError('state the scale: a whole number from 0 to 100');
    return s + 0;
  };
  const modeOf = m => {
    const n = typeof m === 'string' ? MODES[m] : undefined;
    if (n === undefined) throw new RangeError('state the rounding: HALF_UP, HALF_EVEN, UP, DOWN, FLOOR or CEILING');
    return n;
  };

  class Decimal {
    #v;
    constructor(x, v) { this.#v = x === HOST ? v : (typeof x === 'object' && x !== null && #v in x) ? x.#v : parse(x); }
    static {
      wrap = v => new Decimal(HOST, v);
      isDecimal = x => typeof x === 'object' && x !== null && #v in x;
      unwrap = x => (typeof x === 'object' && x !== null && #v in x) ? x.#v : parse(x);
    }
    static from(x) { return isDecimal(x) ? x : new Decimal(x); }
    static min(a, b) { a = Decimal.from(a); return a.lte(b) ? a : Decimal.from(b); }
    static max(a, b) { a = Decimal.from(a); return a.gte(b) ? a : Decimal.from(b); }
    static sum(list) { let s = ZERO; for (let i = 0, n = lengthOf(list); i < n; i++) s = s.plus(list[i]); return s; }
    plus(b) { return wrap(bounded(ops.plus(this.#v, unwrap(b)))); }
    minus(b) { return wrap(bounded(ops.minus(this.#v, unwrap(b)))); }
    times(b) { return wrap(bounded(ops.times(this.#v, unwrap(b)))); }
    div(b, scale, mode) {
      const d = unwrap(b);
      if (ops.sign(d) === 0) throw new RangeError('division by zero');
      return wrap(bounded(ops.div(this.#v, d, scaleOf(scale), modeOf(mode))));
    }
    round(scale, mode) { return wrap(bounded(ops.round(this.#v, scaleOf(scale), modeOf(mode)))); }
    floor() { return wrap(ops.round(this.#v, 0, 4)); }
    ceil() { return wrap(ops.round(this.#v, 0, 5)); }
    cmp(b) { return ops.cmp(this.#v, unwrap(b)); }
    eq(b) { return ops.cmp(this.#v, unwrap(b)) === 0; }
    lt(b) { return ops.cmp(this.#v, unwrap(b)) < 0; }
    lte(b) { return ops.cmp(this.#v, unwrap(b)) <= 0; }
    gt(b) { return ops.cmp(this.#v, unwrap(b)) > 0; }
    gte(b) { return ops.cmp(this.#v, unwrap(b)) >= 0; }
    neg() { return wrap(ops.neg(this.#v)); }
    abs() { return ops.sign(this.#v) < 0 ? this.neg() : this; }
    min(b) { return Decimal.min(this, b); }
    max(b) { return Decimal.max(this, b); }
    isZero() { return ops.sign(this.#v) === 0; }
    sign() { return ops.sign(this.#v); }
    toFixed(scale, mode) { return ops.fixed(this.#v, scaleOf(scale), modeOf(mode)); }
    toString() { return ops.text(this.#v); }
    toJSON() { return ops.text(this.#v); }
    valueOf() { throw new TypeError('operators do not work on Decimal: use plus, minus, times, div, lt, gt, eq'); }
  }
  const ALIASES = {
    add: 'plus', subtract: 'minus', multiply: 'times', mul: 'times', sub: 'minus', divide: 'div',
    equals: 'eq', lessThan: 'lt', lessThanOrEqual: 'lte', greaterThan: 'gt', greaterThanOrEqual: 'gte',
    compare: 'cmp', negate: 'neg',
  };
  for (const name of keysOf(ALIASES)) {
    define(Decimal.prototype, name, {value: Decimal.prototype[ALIASES[name]], enumerable: false});
  }
  const ZERO = freeze(new Decimal(0)); // scripts get it, and must not leave anything on it

  // --- helpers ------------------------------------------------------------------------------
  const lengthOf = list => {
    if (!isArray(list)) throw new TypeError('expected an array');
    const n = list.length;
    if (n > LENGTH) throw new RangeError('an array has at most ' + LENGTH + ' elements');
    spend(n + 1);
    return n;
  };
  const boundsOf = list => {
    const n = lengthOf(list);
    if (n === 0) throw new RangeError('tiers: at least one tier');
    const bounds = [];
    for (let i = 0; i < n; i++) {
      const upTo = list[i].up_to;
      const open = upTo === null || upTo === undefined;
      if (open !== (i === n - 1)) throw new RangeError('tiers: the last tier, and only it, has up_to null');
      bounds[i] = open ? null : Decimal.from(upTo);
      if (!open && bounds[i].lte(i === 0 ? ZERO : bounds[i - 1])) throw new RangeError('tiers: up_to must rise from tier to tier');
    }
    return bounds;
  };
  const pushTier = (lines, tier, i, quantity) => {
    const unit = Decimal.from(tier.unit_amount);
    lines[lines.length] = {label: 'tier ' + (i + 1), quantity, unit_price: unit, amount: quantity.times(unit)};
    if (tier.flat_amount === null || tier.flat_amount === undefined) return;
    const flat = Decimal.from(tier.flat_amount);
    if (!flat.isZero()) lines[lines.length] = {label: 'tier ' + (i + 1) + ' flat fee', amount: flat};
  };
  const tiers = {
    /** Each slice of the quantity at its own tier's price; a flat fee once per tier entered. */
    graduated(quantity, list) {
      const q = Decimal.from(quantity), bounds = boundsOf(list), lines = [];
      let from = ZERO;
      for (let i = 0; i < bounds.length && q.gt(from); i++) {
        const to = bounds[i] === null || q.lt(bounds[i]) ? q : bounds[i];
        pushTier(lines, list[i], i, to.minus(from));
        from = to;
      }
      return lines;
    },
    /** The whole quantity at the price of the tier it reaches. */
    volume(quantity, list) {
      const q = Decimal.from(quantity), bounds = boundsOf(list), lines = [];
      if (q.lte(ZERO)) return lines;
      let i = 0;
      while (bounds[i] !== null && q.gt(bounds[i])) i++;
      pushTier(lines, list[i], i, q);
      return lines;
    },
  };
  /** How many packages of a size a quantity fills: round is 'up' or 'down'. */
  const packages = (quantity, size, round) => {
    if (round !== 'up' && round !== 'down') throw new RangeError("packages: round is 'up' or 'down'");
    const s = Decimal.from(size);
    if (s.lte(ZERO)) throw new RangeError('packages: the size must be above zero');
    return Decimal.from(quantity).div(s, 0, round === 'up' ? 'CEILING' : 'FLOOR');
  };

  // Days since 1970 of a date of the Gregorian calendar, by whole numbers alone.
  const daysOf = (y, m, d) => {
    const shifted = m <= 2 ? y - 1 : y, era = floor(shifted / 400), year = shifted - era * 400;
    const day = floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
    return era * 146097 + year * 365 + floor(year / 4) - floor(year / 100) + day - 719468;
  };
  const MOMENT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,9})?Z$/;
  const momentOf = at => {
    const parts = typeof at === 'string' ? applyTo(regexExec, MOMENT, [at]) : null;
    if (parts === null) throw new RangeError('calendar: a time is a UTC text such as 2026-03-02T10:00:00.250Z');
    return parts;
  };
  const secondsOf = p => daysOf(+p[1], +p[2], +p[3]) * 86400 + +p[4] * 3600 + +p[5] * 60 + +p[6];
  const calendar = {
    /** The fields of a time at an offset from UTC in minutes; weekday 1 is Monday, 7 Sunday. */
    at(time, offset) {
      const minutes = offset === undefined ? 0 : offset;
      if (!isSafeInteger(minutes) || minutes < -1080 || minutes > 1080) throw new RangeError('calendar: an offset is whole minutes from -1080 to 1080');
      const local = secondsOf(momentOf(time)) + minutes * 60;
      const days = floor(local / 86400), second = local - days * 86400;
      const z = days + 719468, era = floor(z / 146097), doe = z - era * 146097;
      const yoe = floor((doe - floor(doe / 1460) + floor(doe / 36524) - floor(doe / 146096)) / 365);
      const doy = doe - (365 * yoe + floor(yoe / 4) - floor(yoe / 100)), mp = floor((5 * doy + 2) / 153);
      const month = mp + (mp < 10 ? 3 : -9);
      return {
        year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - floor((153 * mp + 2) / 5) + 1,
        hour: floor(second / 3600), minute: floor(second / 60) % 60, second: second % 60,
        weekday: (((days + 3) % 7) + 7) % 7 + 1,
      };
    },
    /** Exact seconds from one time to another, negative backwards. */
    seconds(from, to) {
      const a = momentOf(from), b = momentOf(to);
      const whole = Decimal.from(secondsOf(b) - secondsOf(a));
      return whole.plus('0' + (b[7] === undefined ? '' : b[7])).minus('0' + (a[7] === undefined ? '' : a[7]));
    },
    /** Days of a period {start, end}, with their fraction to 12 decimals. */
    days(period) { return calendar.seconds(period.start, period.end).div('86400', 12, 'HALF_UP'); },
  };

  // --- the runner ---------------------------------------------------------------------------
  const freezeDeep = x => {
    if (typeof x === 'object' && x !== null) {
      const keys = keysOf(x);
      for (let j = 0; j < keys.length; j++) freezeDeep(x[keys[j]]);
      freeze(x);
    }
    return x;
  };
  let params, context;

  const decimalOrNull = x => {
    if (x === undefined || x === null) return null;
    if (typeof x === 'object' && isDecimal(x)) return unwrap(x);
    return typeof x === 'string' ? ops.parse(x) : null;
  };
  const refuse = (host, i, what) => { host.refuse('line ' + (i + 1) + ' of the result: ' + what); return false; };
  const kindOf = x => typeof x === 'number' ? 'a JavaScript number, which is not exact' : x === null ? 'null' : typeof x;

  const readLine = (host, line, i) => {
    if (typeof line !== 'object' || line === null) return refuse(host, i, 'must be an object {label, amount}, not ' + kindOf(line));
    const keys = keysOf(line);
    for (let j = 0; j < keys.length; j++) {
      const k = keys[j];
      if (k !== 'label' && k !== 'quantity' && k !== 'unit_price' && k !== 'amount') return refuse(host, i, 'unknown field ' + k.slice(0, 40) + '; known are label, quantity, unit_price, amount');
    }
    const label = line.label, q = line.quantity, u = line.unit_price, a = line.amount;
    if (typeof label !== 'string' || label.length === 0 || label.length > 200) return refuse(host, i, 'label must be a text of 1 to 200 characters');
    const amount = decimalOrNull(a), quantity = decimalOrNull(q), unit = decimalOrNull(u);
    if (amount === null) return refuse(host, i, 'amount must be a Decimal or a decimal string, not ' + kindOf(a));
    if (quantity === null && q !== undefined && q !== null) return refuse(host, i, 'quantity must be a Decimal or a decimal string, not ' + kindOf(q));
    if (unit === null && u !== undefined && u !== null) return refuse(host, i, 'unit_price must be a Decimal or a decimal string, not ' + kindOf(u));
    host.line(label, quantity, unit, amount);
    return true;
  };
  const readLines = (host, result) => {
    if (typeof result !== 'object' || result === null) { host.refuse('the result must be an array of lines, or {lines: [...]}, not ' + kindOf(result)); return; }
    const lines = isArray(result) ? result : result.lines;
    if (!isArray(lines)) { host.refuse('the result must be an array of lines, or {lines: [...]}'); return; }
    const n = lines.length;
    if (n > settings.lines) { host.refuse('a result has at most ' + settings.lines + ' lines, not ' + n); return; }
    for (let i = 0; i < n; i++) if (!readLine(host, lines[i], i)) return;
    if (meter.f < 0) meter.x();
    host.priced(FUEL - meter.f);
  };

  // One call for a batch. A script's error leaves this function; the host notes it and calls again.
  const run = (factory, host) => {
    taker = host;
    while (host.next()) {
      meter.f = FUEL;
      const p = host.params();
      if (p !== null) { params = undefined; params = freezeDeep(parseJson(p)); }
      const c = host.context();
      if (c !== null) { context = undefined; context = freezeDeep(parseJson(c)); }
      const build = host.builder();
      const subject = build === null ? parseJson(host.subject()) : build(host);
      if (typeof subject.quantity === 'string') subject.quantity = new Decimal(subject.quantity);
      const cells = subject.cells;
      if (cells !== undefined) for (let i = 0; i < cells.length; i++) cells[i].quantity = new Decimal(cells[i].quantity);
      meter.f = FUEL;
      meter.d = 0;
      const result = factory()(subject, params, context);
      if (meter.f < 0) meter.x();
      readLines(host, result);
    }
  };
  const exhausted = () => meter.f < 0;
  const load = compiled => compiled(meter);

  // --- removing, guarding, freezing -----------------------------------------------------------
  const ownKeys = Reflect.ownKeys, remove = Reflect.deleteProperty, descriptor = Object.getOwnPropertyDescriptor, protoOf = Object.getPrototypeOf;
  const drop = (object, ...names) => { for (const n of names) if (!remove(object, n)) throw new Error('cannot remove ' + String(n)); };
  const keepOnly = (object, names) => {
    for (const k of ownKeys(object)) {
      if (typeof k !== 'string' || names.includes(k)) continue;
      const d = descriptor(object, k);
      if (!d.configurable && typeof d.value === 'number') continue;
      drop(object, k);
    }
  };

  const arrayProto = Array.prototype, stringProto = String.prototype, functionProto = Function.prototype;
  const objectProto = Object.prototype, patternProto = RegExp.prototype;
  const iterator = Symbol.iterator;

  const guardArray = (name, key = name) => {
    const original = arrayProto[key];
    const guarded = {[name](...args) {
      if (!isArray(this)) throw new TypeError(name + ' works on real arrays only');
      let n = this.length;
      if (name === 'concat') for (let i = 0; i < args.length; i++) if (isArray(args[i])) n += args[i].length;
      if (n > LENGTH) throw new RangeError('an array has at most ' + LENGTH + ' elements');
      if ((name === 'sort' || name === 'toSorted') && typeof args[0] !== 'function') throw new TypeError('give ' + name + ' a comparing function');
      spend(1 + (n >> 4));
      if ((meter.d += 2) > meter.m) meter.y(2);
      try { return applyTo(original, this, args); } finally { meter.d -= 2; }
    }}[name];
    define(arrayProto, key, {value: guarded, writable: false, enumerable: false, configurable: true});
  };
  // What scripts call most does without the general guard's list of arguments and its call back.
  const push = {push(item, ...more) {
    if (!isArray(this)) throw new TypeError('push works on real arrays only');
    const n = this.length;
    if (n > LENGTH) throw new RangeError('an array has at most ' + LENGTH + ' elements');
    spend(1 + (n >> 4));
    if (arguments.length === 0) return n;
    this[n] = item;
    for (let i = 0; i < more.length; i++) this[n + 1 + i] = more[i];
    return this.length;
  }}.push;
  const METHODS = ['at', 'concat', 'every', 'fill', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'forEach',
    'includes', 'indexOf', 'join', 'lastIndexOf', 'map', 'pop', 'push', 'reduce', 'reduceRight', 'reverse', 'shift',
    'slice', 'some', 'sort', 'splice', 'toReversed', 'toSorted', 'toString', 'unshift', 'values', 'keys', 'entries', 'with'];

  // Texts: what costs as the product of two lengths, or can grow far beyond the longest text in one
  // operation, is paid for in steps first.
  const sourceOf = descriptor(RegExp.prototype, 'source').get, callOf = functionProto.call.bind(functionProto.call);
  const isPattern = x => { try { callOf(sourceOf, x); return true; } catch (e) { return false; } };
  const floor = Math.floor, indexOf = stringProto.indexOf;
  const dollars = text => {
    let n = 0;
    for (let i = callOf(indexOf, text, '$'); i >= 0; i = callOf(indexOf, text, '$', i + 1)) n++;
    return n;
  };
  const guardText = name => {
    const original = stringProto[name];
    const replaces = name === 'replace' || name === 'replaceAll';
    // A letter that becomes two makes the runtime copy all of the text, for each such letter.
    const recases = name === 'toUpperCase' || name === 'toLowerCase';
    const guarded = {[name](a, b) {
      if (typeof this !== 'string') throw new TypeError(name + ' works on texts only');
      let cost = recases ? this.length * this.length / 512 : this.length / 256;
      if (typeof a === 'string') cost += this.length * a.length / 1024;
      else if (typeof a === 'object' && a !== null && !isPattern(a)) throw new TypeError(name + ' takes a text or a pattern');
      if (replaces && typeof b !== 'function') {
        b = `${b}`;
        const most = (name === 'replace' && typeof a === 'string' ? 1 : this.length + 1) * (b.length + dollars(b) * this.length);
        if (most > 16e6) throw new RangeError(name + ' could make too long a text');
        cost += most / 4096;
      }
      if (cost >= 1) spend(floor(cost));
      if (typeof b !== 'function') return arguments.length < 2 ? applyTo(original, this, [a]) : applyTo(original, this, [a, b]);
      // A call back takes the stack of several calls.
      if ((meter.d += 4) > meter.m) meter.y(4);
      try { return applyTo(original, this, [a, b]); } finally { meter.d -= 4; }
    }}[name];
    define(stringProto, name, {value: guarded, writable: false, enumerable: false, configurable: true});
  };
  const TEXTS = ['indexOf', 'includes', 'lastIndexOf', 'split', 'replace', 'replaceAll', 'toLowerCase', 'toUpperCase', 'repeat', 'padEnd', 'padStart'];

  const lockdown = () => {
    keepOnly(Object, ['prototype', 'name', 'length', 'keys', 'values', 'entries', 'fromEntries', 'assign', 'freeze', 'isFrozen', 'hasOwn', 'create']);
    keepOnly(Array, ['prototype', 'name', 'length', 'isArray', 'from', 'of']);
    keepOnly(String, ['prototype', 'name', 'length']);
    keepOnly(Error, ['prototype', 'name', 'length']);
    keepOnly(Symbol.prototype, []);
    keepOnly(protoOf(protoOf([][iterator]())), []);
    keepOnly(Map, ['prototype', 'name', 'length']);
    keepOnly(RegExp, ['prototype', 'name', 'length']);
    keepOnly(Math, ['abs', 'ceil', 'floor', 'max', 'min', 'round', 'sign', 'trunc']);
    keepOnly(arrayProto, [...METHODS, 'length', 'constructor']);
    keepOnly(stringProto, ['length', 'constructor', 'at', 'charAt', 'charCodeAt', 'codePointAt', 'concat', 'endsWith', 'includes',
      'indexOf', 'lastIndexOf', 'padEnd', 'padStart', 'repeat', 'replace', 'replaceAll', 'slice', 'split', 'startsWith',
      'substring', 'toLowerCase', 'toUpperCase', 'toString', 'trim', 'trimEnd', 'trimStart', 'valueOf']);
    keepOnly(Object.prototype, ['hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable', 'toString', 'valueOf']);
    keepOnly(functionProto, ['call', 'length', 'name']);
    keepOnly(Number.prototype, ['toString', 'valueOf', 'toFixed']);
    drop(RegExp.prototype, 'constructor', 'compile');
    keepOnly(Map.prototype, ['get', 'set', 'has', 'delete', 'clear', 'size', 'forEach', 'keys', 'values', 'entries']);
    keepOnly(Set.prototype, ['add', 'has', 'delete', 'clear', 'size', 'forEach', 'keys', 'values', 'entries']);
    for (const k of METHODS) guardArray(k);
    define(arrayProto, 'push', {value: push, writable: false, enumerable: false, configurable: true});
    for (const k of TEXTS) guardText(k);
    define(Object, 'create', {value: createFrom, configurable: true});
    guardArray('values', iterator);
    define(Array, 'from', {value: from, configurable: true});
  };
  // Property descriptors would let an object pass for an iterator or a pattern of the language.
  const create = Object.create;
  const createFrom = (proto, ...more) => {
    if (more.length) throw new TypeError('Object.create takes a prototype alone');
    return create(proto);
  };
  const from = (items, f) => {
    if (items === null || (typeof items !== 'object' && typeof items !== 'string')) throw new TypeError('Array.from takes an array, a text, a Map, a Set or {length}');
    const made = [];
    const add = x => {
      if (made.length >= LENGTH) throw new RangeError('an array has at most ' + LENGTH + ' elements');
      spend(1);
      made[made.length] = f === undefined ? x : f(x, made.length);
    };
    if (typeof items[iterator] === 'function') for (const x of items) add(x);
    else for (let i = 0; i < items.length; i++) add(items[i]);
    return made;
  };

  const hidden = [
    protoOf([][iterator]()), protoOf(new Map().entries()), protoOf(new Set().entries()), protoOf(''[iterator]()),
    protoOf(protoOf([][iterator]())), protoOf(/a/), protoOf(function () {}), protoOf(function* () {}), protoOf(async function () {}),
    protoOf(async function* () {}), protoOf((function* () {})()), protoOf(Symbol.prototype),
  ];
  for (const h of hidden) {
    const d = descriptor(h, 'constructor');
    if (d && d.configurable) remove(h, 'constructor');
  }
  lockdown();
  if ((() => 0).constructor) throw new Error('Function is reachable');

  const GLOBALS = ['Object', 'Array', 'String', 'Number', 'Boolean', 'Math', 'Map', 'Set', 'Error', 'TypeError', 'RangeError',
    'undefined', 'NaN', 'Infinity', 'isNaN', 'isFinite', 'parseInt', 'parseFloat', 'globalThis'];
  for (const k of ownKeys(globalThis)) {
    if (typeof k === 'string' && GLOBALS.includes(k)) continue;
    drop(globalThis, k);
  }
  globalThis.Decimal = Decimal;
  globalThis.tiers = tiers;
  globalThis.packages = packages;
  globalThis.calendar = calendar;

  const seen = new Set();
  const freezeAll = x => {
    if ((typeof x !== 'object' && typeof x !== 'function') || x === null || seen.has(x)) return;
    seen.add(x);
    freeze(x);
    freezeAll(protoOf(x));
    for (const k of ownKeys(x)) {
      const d = descriptor(x, k);
      freezeAll(d.value); freezeAll(d.get); freezeAll(d.set);
    }
  };
  freezeAll(globalThis);
  hidden.forEach(freezeAll);

  // What there is, for whoever reads drafts: the members of each global, and the methods of values.
  const named = x => (typeof x === 'object' || typeof x === 'function') && x !== null ? ownKeys(x).filter(k => typeof k === 'string') : [];
  const names = () => {
    const statics = {};
    for (const k of named(globalThis)) statics[k] = named(globalThis[k]);
    return writeJson({statics, methods: {
      Decimal: named(Decimal.prototype), String: named(stringProto), Array: named(arrayProto), Object: named(objectProto),
      Function: named(functionProto), Number: named(Number.prototype), Boolean: named(Boolean.prototype), Map: named(Map.prototype),
      Set: named(Set.prototype), RegExp: named(patternProto), Error: named(Error.prototype), Iterator: ['next'],
    }});
  };
  return freeze({load, run, exhausted, names});
})
