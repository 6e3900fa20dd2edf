/**
 * The outer wall: scripts that nobody has published, and published versions that have not proven
 * themselves, run in processes of their own, which can be killed. Parent and worker speak in
 * length-prefixed frames over standard input and output ({@code Frames}, {@code Messages}); {@code
 * WorkerMain} runs the engine in there, {@code WorkerEngine} stands for it here, with a spare
 * process, a deadline and a bisection to the guilty input; {@code ProbationEngine} decides what of
 * the published runs there.
 */
@NullMarked
package io.pricewright.rules.script.worker;

import org.jspecify.annotations.NullMarked;
