#!/bin/sh
export function price() { return []; }
// outcome: publish_error
// tries: A #! line.
