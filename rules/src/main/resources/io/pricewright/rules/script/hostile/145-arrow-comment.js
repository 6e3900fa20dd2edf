// outcome: priced
// tries: Comments and line breaks around an arrow, to misplace the counting.
export function price(usage, params, context) {
  const f = (a) => /* => { */ ( // =>
   a
  );
  f(1);
  return [{label: 'ok', amount: '1'}];
}
