/**
 * The outer wall: scripts that nobody has published run in a process of their own, which can be
 * killed. Parent and worker speak in length-prefixed frames over standard input and output ({@code
 * Frames}, {@code Messages}); {@code WorkerMain} runs the engine in there, {@code WorkerEngine}
 * stands for it here, with a spare process, a deadline and a bisection to the guilty input.
 */
@NullMarked
package io.pricewright.rules.script.worker;

import org.jspecify.annotations.NullMarked;
