// outcome: publish_error
// tries: Takes the meter from the arguments of the wrapping function.
const meter = arguments[0];
export function price() {
  meter.f = 1e9; meter.x = () => 0; meter.m = 1e9;
  for (;;) meter.f = 1e9;
}
