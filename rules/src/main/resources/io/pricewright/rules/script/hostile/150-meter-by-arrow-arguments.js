// outcome: publish_error
// tries: Takes the meter through an arrow, which has the arguments of what surrounds it.
const meter = (() => arguments[0])();
export function price() {
  meter.d = -1e9;
  const f = () => f();
  f();
}
