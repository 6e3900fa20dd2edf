// outcome: publish_error
// tries: Closes the wrapping function and goes on outside it.
export function price() { return []; }
return price; }) ; (function () { for (;;);
